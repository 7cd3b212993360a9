package io.nact.persistence.jdbc;

/** The database cannot serve as a storage as it is. Says what is wrong, and the way out. */
public class InvalidSchemaException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String action;

    public InvalidSchemaException(String description, String action) {
        super(description + " " + action);
        this.description = description;
        this.action = action;
    }

    /** What is wrong, in full sentences. */
    public String description() {
        return description;
    }

    /** The way out, in full sentences. */
    public String action() {
        return action;
    }
}

package io.nact.persistence.jdbc;

/** The database cannot serve as a storage as it is. Says what is wrong, and the way out. */
public class InvalidSchemaException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String action;

    private final boolean tableMissing;

    public InvalidSchemaException(String description, String action) {
        this(description, action, false);
    }

    private InvalidSchemaException(String description, String action, boolean tableMissing) {
        super(description + " " + action);
        this.description = description;
        this.action = action;
        this.tableMissing = tableMissing;
    }

    /** A table is not there, so that it takes a run of the script. */
    static InvalidSchemaException ofMissingTable(String description, String action) {
        return new InvalidSchemaException(description, action, true);
    }

    /** What is wrong, in full sentences. */
    public String description() {
        return description;
    }

    /** The way out, in full sentences. */
    public String action() {
        return action;
    }

    /** Whether a table is not there, or cannot be seen; and not one that is there otherwise than it should be. */
    public boolean isTableMissing() {
        return tableMissing;
    }
}

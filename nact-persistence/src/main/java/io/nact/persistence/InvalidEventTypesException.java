package io.nact.persistence;

/** Event types cannot be registered as they are written. Says what is wrong, and what to type instead. */
public class InvalidEventTypesException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String action;

    public InvalidEventTypesException(String description, String action) {
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

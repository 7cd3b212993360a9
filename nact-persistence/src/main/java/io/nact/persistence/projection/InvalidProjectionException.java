package io.nact.persistence.projection;

/** A projection was described so that it could not do its work. Says what to type instead. */
public class InvalidProjectionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String action;

    public InvalidProjectionException(String description, String action) {
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

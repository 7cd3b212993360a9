package io.nact.component;

/** A class cannot be an actor as it is written. Says what is wrong, and what to type instead. */
public class InvalidComponentException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final Class<?> componentType;

    private final String description;

    private final String action;

    public InvalidComponentException(Class<?> componentType, String description, String action) {
        super(description + " " + action);
        this.componentType = componentType;
        this.description = description;
        this.action = action;
    }

    /** The class. */
    public Class<?> componentType() {
        return componentType;
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

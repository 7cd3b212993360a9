package io.nact.spring.registration;

/** An actor was declared, or its bean was used, in a way that cannot work: what is wrong, and the way out. */
final class ActorBeanException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String action;

    ActorBeanException(String description, String action) {
        super(description + " " + action);
        this.description = description;
        this.action = action;
    }

    String description() {
        return description;
    }

    String action() {
        return action;
    }
}

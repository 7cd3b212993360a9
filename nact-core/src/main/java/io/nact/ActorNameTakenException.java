package io.nact;

/** The parent has a child of that name already; nothing was spawned and nothing else changed. */
public class ActorNameTakenException extends ActorException {

    private static final long serialVersionUID = 1L;

    public ActorNameTakenException(String message) {
        super(message);
    }
}

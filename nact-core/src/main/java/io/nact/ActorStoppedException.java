package io.nact;

/** The actor had stopped, or stopped before it had answered. */
public class ActorStoppedException extends ActorException {

    private static final long serialVersionUID = 1L;

    public ActorStoppedException(String message) {
        super(message);
    }
}

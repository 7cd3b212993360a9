package io.nact;

import org.jspecify.annotations.Nullable;

/** The actor had stopped, or stopped before it had answered. */
public class ActorStoppedException extends ActorException {

    private static final long serialVersionUID = 1L;

    public ActorStoppedException(String message) {
        super(message);
    }

    /**
     * With the crash that made the actor stop.
     *
     * @param cause null if none did
     */
    public ActorStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

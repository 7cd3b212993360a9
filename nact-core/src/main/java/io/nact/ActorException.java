package io.nact;

import org.jspecify.annotations.Nullable;

/** Something went wrong between a sender and an actor. The subclasses say what; from {@code call} it may also carry a checked exception of the handler. */
public class ActorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ActorException(String message) {
        super(message);
    }

    public ActorException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.nact.persistence.journal;

import io.nact.ActorException;
import org.jspecify.annotations.Nullable;

/** Something went wrong between an actor and its store. The subclasses say what; none quotes what was to be stored. */
public class PersistenceException extends ActorException {

    private static final long serialVersionUID = 1L;

    public PersistenceException(String message) {
        super(message);
    }

    public PersistenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.nact.persistence.journal;

import org.jspecify.annotations.Nullable;

/** The store does not take this, and would not another time. Nothing was stored, and the actor's number stands where it stood. */
public class PersistRejectedException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    public PersistRejectedException(String message) {
        super(message);
    }

    public PersistRejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

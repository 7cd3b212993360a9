package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;
import org.jspecify.annotations.Nullable;

/** An event could not be written as JSON, or not be read from it. Says which type and version, and never what was in it. */
public class EventFormatException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    public EventFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

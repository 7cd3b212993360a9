package io.nact.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * The store did not answer in time, or was not even asked because it has not answered for a while. After a write the outcome
 * is to be taken for unknown: it may have been stored, so that the actor must recover before it writes again, and cannot go on
 * with what it has.
 */
public class JournalUnavailableException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    public JournalUnavailableException(String message) {
        super(message);
    }

    public JournalUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

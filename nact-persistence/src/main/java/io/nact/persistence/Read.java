package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that has been read and decoded, on the store's thread.
 *
 * @param sequenceNr its number
 * @param type its alias
 * @param events what it stands for now
 * @param broken why it could not be decoded; null if it was
 */
record Read(
        long sequenceNr,
        String type,
        List<Object> events,
        @Nullable PersistenceException broken) {

    /** Begins the aliases that say something about the stream and are nobody's event, such as that of an erased one. */
    private static final String RESERVED = "$";

    static Read of(StoredEvent stored, EventTypes types) {
        String type = stored.payload().type();
        if (type.startsWith(RESERVED)) {
            return new Read(stored.sequenceNr(), type, List.of(), null);
        }
        try {
            return new Read(stored.sequenceNr(), type, types.decode(stored.payload()), null);
        } catch (PersistenceException broken) {
            return new Read(stored.sequenceNr(), type, List.of(), broken);
        }
    }
}

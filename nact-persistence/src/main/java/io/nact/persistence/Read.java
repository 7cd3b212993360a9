package io.nact.persistence;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
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

    /**
     * Decodes it.
     *
     * @throws JournalUnavailableException if that needs something that does not answer, such as a key
     */
    static Read of(StoredEvent stored, EventTypes types) {
        Payload payload = stored.payload();
        if (payload.isMarker()) {
            return new Read(stored.sequenceNr(), payload.type(), List.of(), null);
        }
        try {
            return new Read(stored.sequenceNr(), payload.type(), types.decode(payload), null);
        } catch (JournalUnavailableException unavailable) {
            throw unavailable;
        } catch (PersistenceException broken) {
            return new Read(stored.sequenceNr(), payload.type(), List.of(), broken);
        }
    }

    /** Whether it is what is left of an event that has been erased. */
    boolean isBlank() {
        return type.equals(Payload.BLANK.type());
    }

    /** Whether everything before it has been erased. */
    boolean isErasure() {
        return type.equals(Payload.ERASED);
    }
}

package io.nact.persistence.projection;

import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event beside what it says.
 *
 * @param position its place among the events of all ids; with it, a handler tells whether it has seen the event before
 * @param id whose event it is
 * @param sequenceNr its number among the events of the id
 * @param createdAt when it was stored
 * @param tags what it was tagged with
 * @param metadata JSON that was stored with it
 */
public record EventMetadata(
        long position,
        PersistenceId id,
        long sequenceNr,
        Instant createdAt,
        Set<String> tags,
        @Nullable String metadata) {

    static EventMetadata of(StoredEvent event) {
        return new EventMetadata(
                event.position(), event.id(), event.sequenceNr(), event.createdAt(), event.tags(), event.metadata());
    }
}

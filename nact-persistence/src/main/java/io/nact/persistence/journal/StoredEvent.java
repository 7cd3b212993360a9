package io.nact.persistence.journal;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was stored.
 *
 * @param id whose event it is
 * @param sequenceNr its number among the events of the id
 * @param position its place among the events of all ids: whoever sees this position sees every event below it, or that one
 *     never comes
 * @param payload what happened
 * @param metadata what was stored about it
 * @param tags by which projections choose
 * @param writer who appended it
 * @param createdAt when it was appended, by the clock of the machine that did, to the millisecond
 */
public record StoredEvent(
        PersistenceId id,
        long sequenceNr,
        long position,
        Payload payload,
        @Nullable String metadata,
        Set<String> tags,
        String writer,
        Instant createdAt) {}

package io.nact.persistence.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state as it was stored.
 *
 * @param id whose state it is
 * @param revision how often it has been stored, its end included
 * @param state the state, or {@code null} if it was deleted
 * @param metadata what was stored about it
 * @param writer who stored it
 * @param updatedAt when, by the clock of the machine that did, to the millisecond
 */
public record StoredState(
        PersistenceId id,
        long revision,
        @Nullable Payload state,
        @Nullable String metadata,
        String writer,
        Instant updatedAt) {}

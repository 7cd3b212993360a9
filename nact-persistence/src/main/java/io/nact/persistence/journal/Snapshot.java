package io.nact.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * What the events of an id up to a number came to.
 *
 * @param id whose state it is
 * @param sequenceNr the number of the last event that is in it
 * @param state the state
 * @param metadata JSON about it, at most 4000 characters
 */
public record Snapshot(
        PersistenceId id,
        long sequenceNr,
        Payload state,
        @Nullable String metadata) {

    private static final int LONGEST_METADATA = 4000;

    public Snapshot {
        if (metadata != null && metadata.length() > LONGEST_METADATA) {
            throw new IllegalArgumentException(
                    "The metadata of the snapshot of '%s' has %d characters; at most %d are stored"
                            .formatted(id, metadata.length(), LONGEST_METADATA));
        }
    }
}

package io.nact.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * A new state of an id, or its end.
 *
 * @param id whose state it is
 * @param writer who writes; see {@link EventBatch#writer}
 * @param revision the number of the new state, one more than that of the state it replaces, from 1
 * @param state the state
 * @param deleted whether the state is taken away; its revision stays, so that an old writer cannot bring it back
 * @param metadata JSON about it, at most 4000 characters
 * @param command the command that it comes of; null if it has no id
 */
public record StateChange(
        PersistenceId id,
        String writer,
        long revision,
        Payload state,
        boolean deleted,
        @Nullable String metadata,
        @Nullable CommandKey command) {

    private static final int LONGEST_METADATA = 4000;

    public StateChange {
        if (metadata != null && metadata.length() > LONGEST_METADATA) {
            throw new IllegalArgumentException(
                    "The metadata of the state of '%s' has %d characters; at most %d are stored"
                            .formatted(id, metadata.length(), LONGEST_METADATA));
        }
        if (revision < 1) {
            throw new IllegalArgumentException(
                    "The states of '%s' are numbered from 1, not %d".formatted(id, revision));
        }
    }

    /** Of a command without an id. */
    public StateChange(
            PersistenceId id, String writer, long revision, Payload state, boolean deleted, @Nullable String metadata) {
        this(id, writer, revision, state, deleted, metadata, null);
    }
}

package io.nact.persistence.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of one message: stored together or not at all.
 *
 * @param id whose events they are
 * @param writer who writes: another name for each incarnation of an actor, such as a random UUID, so that a batch whose
 *     outcome was unknown can be told from a stranger's; at most 36 characters
 * @param firstSequenceNr the number of the first event: one more than the id's last, from 1
 * @param events at least one
 * @param command the command that they come of; null if it has no id
 * @param fenced whether events of the id are deleted now and then. A number that is free does not say then that nobody has
 *     taken it before, so that the store has to make sure that the batch follows on the id's last event
 */
public record EventBatch(
        PersistenceId id,
        String writer,
        long firstSequenceNr,
        List<EncodedEvent> events,
        @Nullable CommandKey command,
        boolean fenced) {

    private static final int LONGEST_WRITER = 36;

    public EventBatch {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("A batch of '%s' without events".formatted(id));
        }
        if (firstSequenceNr < 1) {
            throw new IllegalArgumentException(
                    "The events of '%s' are numbered from 1, not %d".formatted(id, firstSequenceNr));
        }
        if (writer.isEmpty() || writer.length() > LONGEST_WRITER) {
            throw new IllegalArgumentException(
                    "A writer's name has 1 to %d characters, not %d".formatted(LONGEST_WRITER, writer.length()));
        }
    }

    /** Of an id whose events stay. */
    public EventBatch(
            PersistenceId id,
            String writer,
            long firstSequenceNr,
            List<EncodedEvent> events,
            @Nullable CommandKey command) {
        this(id, writer, firstSequenceNr, events, command, false);
    }

    /** Of a command without an id. */
    public EventBatch(PersistenceId id, String writer, long firstSequenceNr, List<EncodedEvent> events) {
        this(id, writer, firstSequenceNr, events, null);
    }

    /** The same of an id whose events are deleted now and then. */
    public EventBatch withFence() {
        return new EventBatch(id, writer, firstSequenceNr, events, command, true);
    }

    /** The number of the last event. */
    public long lastSequenceNr() {
        return firstSequenceNr + events.size() - 1;
    }

    @Override
    public String toString() {
        return "%s %d..%d by %s".formatted(id, firstSequenceNr, lastSequenceNr(), writer);
    }
}

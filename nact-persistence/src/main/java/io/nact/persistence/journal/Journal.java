package io.nact.persistence.journal;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The events of all ids: appended in order, never changed, read again in that order.
 *
 * <p>Nothing here blocks the caller, and nothing is thrown to it: a failure comes with the stage, as a
 * {@link PersistenceException}. A stage completes on whatever thread the journal likes, also on the caller's own before the
 * method returns; what hangs on it must be short. Methods may be called from any thread.
 */
public interface Journal {

    /**
     * Appends all events of the batch or none, and completes when they are safe.
     *
     * <p>The batch begins right after the id's last event, as far as the caller knows. The caller waits for one batch of an
     * id before it appends the next. A batch that its own writer has stored already is not stored again, and completes. The
     * stage fails with
     * <ul>
     *   <li>{@link SequenceConflictException} if one of the batch's numbers is taken, or if it is {@linkplain EventBatch#fenced
     *       fenced} and does not follow on the last event of the id, or if another batch has brought its command: nothing was
     *       stored;
     *   <li>{@link PersistRejectedException} if the store does not take these events, and would not take them another time:
     *       nothing was stored;
     *   <li>{@link JournalUnavailableException} if the outcome is unknown: the batch may be stored, now or later. Who gets
     *       this must read before it writes again.
     * </ul>
     */
    CompletionStage<Void> append(EventBatch batch);

    /** The numbers of the first and the last event of the id that follow this number. */
    CompletionStage<StreamRange> range(PersistenceId id, long after);

    /**
     * Hands over the events of the id from one number to another, both included, in order, on a thread of the journal that
     * may block; numbers without an event are passed over. The stage completes after the last one, and fails with what the
     * consumer threw, as it was thrown. Who has many events to read asks for them in ranges of some hundreds.
     */
    CompletionStage<Void> replay(PersistenceId id, long from, long to, Consumer<? super StoredEvent> each);

    /**
     * Deletes the events of the id up to this number whose position is not above this one, but never its last one, so that
     * numbers go on. Who calls it has a snapshot at this number or later, and knows that nobody reads below the position.
     */
    CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr, long position);

    /**
     * Leaves {@linkplain Payload#BLANK nothing} of the events of the id up to this number but their numbers and positions, which
     * stay taken: whoever is far behind and has not seen it meets a conflict.
     */
    CompletionStage<Void> eraseUpTo(PersistenceId id, long sequenceNr);

    /** Deletes the events of the id up to this number, whatever their positions, but never its last one. */
    default CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr) {
        return deleteUpTo(id, sequenceNr, Long.MAX_VALUE);
    }
}

package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StreamRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets one actor's state back: a slot, then the newest snapshot that can be read, then the events after it, page by page.
 * Each step waits for a stage of the store; while one page is applied in the actor's turn, the next is read.
 */
final class EventRecovery<S> {

    private static final Logger log = LoggerFactory.getLogger(EventRecovery.class);

    private final PersistenceId id;

    private final Persistence persistence;

    private final Storage storage;

    private final Replay<S> replay;

    private final Predicate<? super RecoveryFailedException> skips;

    private S state;

    private long sequenceNr;

    private long snapshotNr;

    private long last;

    private @Nullable CompletableFuture<RecoverySlots.Slot> slot;

    private @Nullable Continuation<Object> next;

    /** What an event makes of the state. */
    interface Replay<S> {

        /** Applies all of a page, by calling back for each. */
        S page(S state, List<StoredEvent> page, EventRecovery<S> recovery) throws Exception;

        S event(S state, Object event) throws Exception;
    }

    /** What to do with what a stage has brought; answers the next stage, or null at the end. */
    private interface Continuation<T> {

        @Nullable
        CompletionStage<?> with(T value) throws Exception;
    }

    EventRecovery(
            PersistenceId id,
            Persistence persistence,
            S initial,
            Replay<S> replay,
            Predicate<? super RecoveryFailedException> skips) {
        this.id = id;
        this.persistence = persistence;
        this.storage = persistence.storage();
        this.state = initial;
        this.replay = replay;
        this.skips = skips;
    }

    CompletionStage<?> begin() {
        CompletableFuture<RecoverySlots.Slot> wanted = persistence.slots().acquire();
        slot = wanted;
        return then(wanted, granted -> newestSnapshot(Long.MAX_VALUE));
    }

    /** Goes on with the outcome of the stage before. Null once the state is there. */
    @Nullable
    CompletionStage<?> goOn(@Nullable Object value, @Nullable Throwable failure) throws Exception {
        boolean goesOn = false;
        try {
            if (failure != null) {
                throw failed(failure);
            }
            use();
            Continuation<Object> continuation = next;
            CompletionStage<?> further = continuation == null || value == null ? null : continuation.with(value);
            goesOn = further != null;
            return further;
        } finally {
            if (!goesOn) {
                end();
            }
        }
    }

    private RecoveryFailedException failed(Throwable failure) {
        return failure instanceof RecoveryFailedException known
                ? known
                : RecoveryFailedException.unavailable(id, sequenceNr, failure);
    }

    @SuppressWarnings("unchecked") // what the stage brings goes to this
    private <T> CompletionStage<?> then(CompletionStage<T> stage, Continuation<? super T> continuation) {
        next = (Continuation<Object>) continuation;
        return stage;
    }

    private CompletionStage<?> newestSnapshot(long atMost) {
        return then(storage.snapshots().load(id, atMost), this::snapshot);
    }

    private CompletionStage<?> snapshot(Optional<Snapshot> found) {
        if (found.isPresent()) {
            Snapshot snapshot = found.get();
            try {
                state = persistence.decodeState(snapshot.state());
                sequenceNr = snapshot.sequenceNr();
                snapshotNr = sequenceNr;
            } catch (PersistenceException broken) {
                log.warn(
                        "The snapshot of '{}' at number {} cannot be read, an older one or all events are: {}",
                        id,
                        snapshot.sequenceNr(),
                        broken.getMessage());
                return newestSnapshot(snapshot.sequenceNr() - 1);
            }
        }
        return then(storage.journal().range(id, sequenceNr), this::range);
    }

    private @Nullable CompletionStage<?> range(StreamRange range) {
        if (range.isEmpty()) {
            return null;
        }
        last = range.to();
        return page(sequenceNr + 1);
    }

    private CompletionStage<?> page(long from) {
        long to = Math.min(last, from + persistence.pageSize() - 1);
        List<StoredEvent> page = new ArrayList<>((int) (to - from + 1));
        return then(
                storage.journal().replay(id, from, to, page::add).thenApply(nothing -> new Page(to, page)),
                this::apply);
    }

    private record Page(long to, List<StoredEvent> events) {}

    private @Nullable CompletionStage<?> apply(Page page) throws Exception {
        CompletionStage<?> further = page.to() < last ? page(page.to() + 1) : null;
        state = replay.page(state, page.events(), this);
        if (sequenceNr < page.to()) {
            throw RecoveryFailedException.missing(id, sequenceNr + 1, page.to() + 1);
        }
        return further;
    }

    /** The state after one event. Its JSON is read here, and not by the journal's threads: those fetch the next page meanwhile. */
    S apply(S before, StoredEvent stored) {
        Read read = Read.of(stored, persistence.types());
        if (read.sequenceNr() != sequenceNr + 1) {
            throw RecoveryFailedException.missing(id, sequenceNr + 1, read.sequenceNr());
        }
        S after = before;
        try {
            if (read.broken() != null) {
                throw read.broken();
            }
            for (Object event : read.events()) {
                after = replay.event(after, event);
            }
        } catch (Exception cause) {
            RecoveryFailedException broken = RecoveryFailedException.broken(id, read.sequenceNr(), read.type(), cause);
            if (!skips.test(broken)) {
                throw broken;
            }
            log.warn("An event is skipped: {}", broken.getMessage());
            after = before;
        }
        sequenceNr = read.sequenceNr();
        return after;
    }

    S state() {
        return state;
    }

    /** The number of the last event that is in the state. */
    long sequenceNr() {
        return sequenceNr;
    }

    /** The number up to which a snapshot has spared the events. */
    long snapshotNr() {
        return snapshotNr;
    }

    private void use() {
        if (slot != null && slot.isDone() && !slot.isCompletedExceptionally()) {
            slot.join().use();
        }
    }

    /** Leaves the slot to others, whether it has been granted or not. */
    void end() {
        CompletableFuture<RecoverySlots.Slot> wanted = slot;
        slot = null;
        if (wanted != null && !wanted.cancel(false) && !wanted.isCompletedExceptionally()) {
            wanted.join().release();
        }
    }
}

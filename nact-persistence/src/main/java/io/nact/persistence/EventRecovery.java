package io.nact.persistence;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.journal.StreamRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets one state back: a slot, then the newest snapshot that can be read, then the events after it, page by page. Each step
 * waits for a stage of the store; while one page is applied, the next ones are read.
 *
 * <p>Meanwhile a snapshot of the life before may be stored, and what it covers be deleted. So if events are not there, the
 * newest snapshot is looked for once more, and if there is a newer one than before, everything begins again with that.
 */
final class EventRecovery<S> {

    private static final Logger log = LoggerFactory.getLogger(EventRecovery.class);

    /** To decode a page takes longer than to fetch it: with two at a time the store is kept busy. */
    private static final int PAGES_AHEAD = 2;

    private final PersistenceId id;

    private final Persistence persistence;

    private final Storage storage;

    private final EventFold<S> fold;

    private final @Nullable PersistenceId snapshots;

    private final Applying applying;

    private long snapshotNr;

    private final Queue<CompletionStage<Page>> ahead = new ArrayDeque<>();

    private long unread;

    private long last;

    /** The events that were not there; until a newer snapshot has been found that covers them. */
    private @Nullable RecoveryFailedException gap;

    private @Nullable CompletableFuture<RecoverySlots.Slot> slot;

    private @Nullable Continuation<Object> next;

    /** Where a page is applied. */
    @FunctionalInterface
    interface Applying {

        void apply(Callable<?> page) throws Exception;
    }

    /** What to do with what a stage has brought; answers the next stage, or null at the end. */
    private interface Continuation<T> {

        @Nullable
        CompletionStage<?> with(T value) throws Exception;
    }

    /**
     * Of what follows the state that the fold has.
     *
     * @param snapshots under which id snapshots are looked for; null for no snapshot
     */
    EventRecovery(Persistence persistence, EventFold<S> fold, @Nullable PersistenceId snapshots, Applying applying) {
        this.id = fold.id();
        this.persistence = persistence;
        this.storage = persistence.storage();
        this.fold = fold;
        this.snapshots = snapshots;
        this.applying = applying;
    }

    CompletionStage<?> begin() {
        CompletableFuture<RecoverySlots.Slot> wanted =
                persistence.settings().slots().acquire();
        slot = wanted;
        return then(wanted, granted -> snapshots == null ? range() : newestSnapshot(snapshots, Long.MAX_VALUE));
    }

    /** Goes on with the outcome of the stage before. Null once the state is there. */
    @Nullable
    CompletionStage<?> goOn(@Nullable Object value, @Nullable Throwable failure) throws Exception {
        boolean goesOn = false;
        try {
            if (failure != null) {
                throw failed(failure);
            }
            if (value == null) {
                throw failed(new IllegalStateException("it answered nothing"));
            }
            use();
            CompletionStage<?> further = Objects.requireNonNull(next).with(value);
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
                : RecoveryFailedException.unavailable(id, fold.sequenceNr(), failure);
    }

    @SuppressWarnings("unchecked") // what the stage brings goes to this
    private <T> CompletionStage<?> then(CompletionStage<T> stage, Continuation<? super T> continuation) {
        next = (Continuation<Object>) continuation;
        return stage;
    }

    private CompletionStage<?> newestSnapshot(PersistenceId of, long atMost) {
        return then(storage.snapshots().load(of, atMost), found -> snapshot(of, found));
    }

    private CompletionStage<?> snapshot(PersistenceId of, Optional<Snapshot> found) {
        if (gap != null && found.map(Snapshot::sequenceNr).orElse(0L) <= snapshotNr) {
            throw gap;
        }
        if (found.isPresent()) {
            Snapshot snapshot = found.get();
            try {
                fold.from(persistence.decodeState(snapshot.state()), snapshot.sequenceNr());
                snapshotNr = snapshot.sequenceNr();
                gap = null;
            } catch (JournalUnavailableException unavailable) {
                throw failed(unavailable);
            } catch (PersistenceException broken) {
                log.warn(
                        "The snapshot of '{}' at number {} cannot be read, an older one or all events are: {}",
                        of,
                        snapshot.sequenceNr(),
                        broken.getMessage());
                return newestSnapshot(of, snapshot.sequenceNr() - 1);
            }
        }
        return range();
    }

    private CompletionStage<?> range() {
        if (snapshotNr == 0) {
            return then(storage.journal().range(id, fold.sequenceNr()), this::pages);
        }
        return then(storage.journal().range(id, snapshotNr - 1), range -> {
            if (range.isEmpty()) {
                // The last event of an id is never deleted.
                throw RecoveryFailedException.ahead(id, snapshotNr);
            }
            return pages(range);
        });
    }

    private @Nullable CompletionStage<?> pages(StreamRange range) {
        ahead.clear();
        if (range.to() <= fold.sequenceNr()) {
            return null;
        }
        unread = Math.max(range.from(), fold.sequenceNr() + 1);
        last = range.to();
        return nextPage();
    }

    /** Null after the last one. */
    private @Nullable CompletionStage<?> nextPage() {
        while (unread <= last && ahead.size() < PAGES_AHEAD) {
            long to = Math.min(last, unread + persistence.settings().pageSize() - 1);
            ahead.add(read(unread, to));
            unread = to + 1;
        }
        CompletionStage<Page> page = ahead.poll();
        return page == null ? null : then(page, this::apply);
    }

    private CompletionStage<Page> read(long from, long to) {
        List<Read> page = new ArrayList<>((int) (to - from + 1));
        EventTypes types = persistence.types();
        return storage.journal()
                .replay(id, from, to, stored -> page.add(Read.of(stored, types)))
                .thenApply(nothing -> new Page(to, page));
    }

    private record Page(long to, List<Read> events) {}

    private @Nullable CompletionStage<?> apply(Page page) throws Exception {
        CompletionStage<?> further = nextPage();
        try {
            applying.apply(() -> {
                page.events().forEach(fold::add);
                return fold;
            });
        } catch (RecoveryFailedException failure) {
            if (failure.isGap()) {
                return newerSnapshot(failure);
            }
            throw failure;
        }
        if (fold.sequenceNr() < page.to()) {
            return newerSnapshot(RecoveryFailedException.missing(id, fold.sequenceNr() + 1, page.to() + 1));
        }
        if (further == null && fold.isErasedInPart()) {
            // What says so has been stored since the range was read.
            return then(storage.journal().range(id, last), this::pages);
        }
        if (further == null) {
            forgetErased();
        }
        return further;
    }

    /** What else covers the events that are missed. */
    private CompletionStage<?> newerSnapshot(RecoveryFailedException missed) {
        if (snapshots == null) {
            throw missed;
        }
        gap = missed;
        return newestSnapshot(snapshots, Long.MAX_VALUE);
    }

    /** One that was still being written when all was erased. */
    private void forgetErased() {
        if (snapshots != null && fold.erasedAt() > snapshotNr && snapshotNr > 0) {
            storage.snapshots().deleteAll(snapshots);
            snapshotNr = 0;
        }
    }

    S state() {
        return fold.state();
    }

    /** The number of the last event that is in the state. */
    long sequenceNr() {
        return fold.sequenceNr();
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

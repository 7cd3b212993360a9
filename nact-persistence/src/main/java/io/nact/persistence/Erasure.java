package io.nact.persistence;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StateChange;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.journal.StoredState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what is stored for one id. First of all its end is stored, as an event and as a state: from then on whoever writes
 * without having seen it meets a conflict, for the numbers of the events stay taken. What was in them is deleted after that, in
 * steps that may be repeated.
 */
final class Erasure {

    /** An actor that goes on writing meanwhile is met that often. */
    private static final int ATTEMPTS = 20;

    private static final Payload ERASED = new Payload(Payload.ERASED, 1, "{}");

    private final Storage storage;

    private final PersistenceId id;

    private final Set<String> derived;

    private final String writer = UUID.randomUUID().toString();

    /**
     * Of this id.
     *
     * @param derived further types under which there are snapshots of it
     */
    Erasure(Storage storage, PersistenceId id, Set<String> derived) {
        this.storage = storage;
        this.id = id;
        this.derived = derived;
    }

    CompletableFuture<@Nullable Void> run() {
        CompletionStage<Void> deleted = repeated(this::markEvents, ATTEMPTS)
                .thenCompose(event -> storage.journal()
                        .eraseUpTo(id, event - 1)
                        .thenCompose(gone -> repeated(this::endState, ATTEMPTS))
                        .thenCompose(revision -> storage.commands().deleteUpTo(id, Math.max(event, revision))))
                .thenCompose(gone -> storage.snapshots().deleteAll(id));
        for (String type : derived) {
            deleted = deleted.thenCompose(gone -> storage.snapshots().deleteAll(PersistenceId.of(type, id.id())));
        }
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        deleted.whenComplete((gone, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(QueryCache.cause(failure));
            }
        });
        return done;
    }

    /** The number of the event that says it; 0 if there is no event. */
    private CompletionStage<Long> markEvents() {
        return storage.journal().range(id, 0).thenCompose(range -> {
            if (range.isEmpty()) {
                return CompletableFuture.completedFuture(0L);
            }
            long next = range.to() + 1;
            EventBatch end = new EventBatch(id, writer, next, List.of(EncodedEvent.of(ERASED)));
            return storage.journal().append(end).thenApply(stored -> next);
        });
    }

    /** The revision at which there is no state any more; 0 if there never was one. */
    private CompletionStage<Long> endState() {
        return storage.states().load(id).thenCompose(found -> {
            long revision = found.map(StoredState::revision).orElse(0L);
            Optional<Payload> state = found.map(StoredState::state);
            if (state.isEmpty()) {
                return CompletableFuture.completedFuture(revision);
            }
            StateChange end = new StateChange(id, writer, revision + 1, ERASED, true, null);
            return storage.states().save(end).thenApply(stored -> revision + 1);
        });
    }

    /** Again after a conflict: somebody else has written since it was read. */
    private static CompletionStage<Long> repeated(Supplier<CompletionStage<Long>> step, int attempts) {
        CompletableFuture<CompletionStage<Long>> outcome = new CompletableFuture<>();
        step.get().whenComplete((number, failure) -> {
            Throwable cause = QueryCache.cause(failure);
            if (cause == null) {
                outcome.complete(CompletableFuture.completedFuture(number));
            } else if (cause instanceof SequenceConflictException && attempts > 1) {
                outcome.complete(repeated(step, attempts - 1));
            } else {
                outcome.completeExceptionally(cause);
            }
        });
        return outcome.thenCompose(stage -> stage);
    }
}

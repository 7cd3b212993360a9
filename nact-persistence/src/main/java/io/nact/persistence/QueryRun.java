package io.nact.persistence;

import io.nact.persistence.QueryCache.Known;
import io.nact.persistence.journal.PersistenceId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One read of a query: a recovery that no actor's turns carry on, but whatever thread brings the next part. */
final class QueryRun<S> {

    private final QueryOptions<S> options;

    private final EventRecovery<S> recovery;

    private final @Nullable Snapshots<S> snapshots;

    private final boolean isFirst;

    private final CompletableFuture<Known<S>> done = new CompletableFuture<>();

    /** Of what follows what is known; from the newest snapshot on if that is nothing. */
    QueryRun(Persistence persistence, QueryOptions<S> options, String id, @Nullable Known<S> known) {
        PersistenceId kept = options.snapshots(id);
        EventFold<S> fold = new EventFold<>(options.events(id), options::initial, options.fold(), options.skips());
        this.options = options;
        this.isFirst = known == null;
        if (known != null) {
            fold.from(known.state(), known.sequenceNr());
            this.snapshots = known.snapshots();
        } else {
            this.snapshots = kept == null || options.policy() == null
                    ? null
                    : new Snapshots<>(kept, persistence, options.policy());
        }
        this.recovery = new EventRecovery<>(persistence, fold, isFirst ? kept : null, page -> page.call());
    }

    CompletionStage<Known<S>> begin() {
        follow(recovery.begin());
        return done;
    }

    /** A stage that is complete already is no reason to go a call deeper. */
    private void follow(CompletionStage<?> first) {
        CompletableFuture<?> stage = first.toCompletableFuture();
        while (stage.isDone() && !done.isDone()) {
            stage = stage.handle(this::next).join();
        }
        if (!done.isDone()) {
            CompletableFuture<?> pending = stage;
            pending.whenComplete((value, failure) -> follow(pending));
        }
    }

    /** The stage that comes next; at the end the outcome itself. */
    private CompletableFuture<?> next(@Nullable Object value, @Nullable Throwable failure) {
        try {
            CompletionStage<?> next = recovery.goOn(value, QueryCache.cause(failure));
            if (next != null) {
                return next.toCompletableFuture();
            }
            done.complete(result());
        } catch (Throwable thrown) {
            done.completeExceptionally(thrown);
        }
        return done;
    }

    private Known<S> result() {
        S state = recovery.state();
        long sequenceNr = recovery.sequenceNr();
        if (snapshots != null) {
            if (isFirst) {
                snapshots.recovered(recovery.snapshotNr());
            }
            snapshots.consider(state, sequenceNr);
        }
        return new Known<>(
                state, sequenceNr, snapshots, options.limits().nanoTime().getAsLong());
    }
}

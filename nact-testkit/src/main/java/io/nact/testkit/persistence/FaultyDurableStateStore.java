package io.nact.testkit.persistence;

import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StateChange;
import io.nact.persistence.journal.StoredState;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store of states that fails to order, once for each order, in the order in which they were given: those about saving by
 * the next changes, the others by the next loads.
 */
public final class FaultyDurableStateStore implements DurableStateStore {

    private final DurableStateStore states;

    private final Queue<Fault> saving = new ConcurrentLinkedQueue<>();

    private final AtomicInteger failingLoads = new AtomicInteger();

    /** What becomes of one change. */
    @FunctionalInterface
    private interface Fault {

        CompletionStage<Void> save(StateChange change);
    }

    FaultyDurableStateStore(DurableStateStore states) {
        this.states = states;
    }

    /** The next change is not stored, and its outcome is said to be unknown. */
    public void failNext() {
        saving.add(change -> unknown());
    }

    /** The next change is stored, and its outcome is said to be unknown. */
    public void storeAndFailNext() {
        saving.add(change -> states.save(change).thenCompose(stored -> unknown()));
    }

    /** The next change is refused. */
    public void rejectNext() {
        saving.add(change -> CompletableFuture.failedFuture(new PersistRejectedException(
                "The state of '%s' was refused, as the test told it to be".formatted(change.id()))));
    }

    /** The next change meets another writer's. */
    public void conflictNext() {
        saving.add(change ->
                CompletableFuture.failedFuture(new SequenceConflictException(change.id(), change.revision())));
    }

    /** The next change is not stored, and its writer never hears of it. */
    public void hangNext() {
        saving.add(change -> new CompletableFuture<>());
    }

    /** The next change is stored when this is completed, which the test does. */
    public CompletableFuture<Void> holdNext() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        saving.add(change -> go.thenCompose(now -> states.save(change)));
        return go;
    }

    /** The next attempt to load a state fails. */
    public void failNextLoad() {
        failingLoads.incrementAndGet();
    }

    @Override
    public CompletionStage<Void> save(StateChange change) {
        Fault fault = saving.poll();
        return fault == null ? states.save(change) : fault.save(change);
    }

    @Override
    public CompletionStage<Optional<StoredState>> load(PersistenceId id) {
        boolean fails = failingLoads.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return fails
                ? CompletableFuture.failedFuture(
                        new JournalUnavailableException("The states cannot be reached, as the test told it to be"))
                : states.load(id);
    }

    private static CompletionStage<Void> unknown() {
        return CompletableFuture.failedFuture(
                new JournalUnavailableException("Nobody knows what became of it, as the test told it to be"));
    }
}

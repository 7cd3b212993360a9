package io.nact.persistence;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A state that is what its events make of it. */
final class EventMemory<M, S> implements Memory<S>, EventRecovery.Replay<S> {

    private final PersistenceId id;

    private final Persistence persistence;

    private final Script<M, S> script;

    private final HeldContext<M> context;

    private final Predicate<? super RecoveryFailedException> skips;

    private final @Nullable Snapshots<S> snapshots;

    private S state;

    private long sequenceNr;

    /** New with each recovery, so that what was written before and comes late is a stranger's. */
    private String writer = "";

    private @Nullable EventRecovery<S> recovery;

    EventMemory(
            Persistence persistence,
            Script<M, S> script,
            HeldContext<M> context,
            @Nullable SnapshotPolicy snapshots,
            Predicate<? super RecoveryFailedException> skips) {
        this.id = context.persistenceId();
        this.persistence = persistence;
        this.script = script;
        this.context = context;
        this.skips = skips;
        this.snapshots = snapshots == null ? null : new Snapshots<>(id, persistence, snapshots);
        this.state = script.initial(id.id());
    }

    @Override
    public CompletionStage<?> recover() {
        close();
        EventRecovery<S> begun = new EventRecovery<>(id, persistence, script.initial(id.id()), this, skips);
        recovery = begun;
        return begun.begin();
    }

    @Override
    public @Nullable CompletionStage<?> goOn(@Nullable Object value, @Nullable Throwable failure) throws Exception {
        EventRecovery<S> running = Objects.requireNonNull(recovery);
        CompletionStage<?> further = running.goOn(value, failure);
        if (further == null) {
            recovery = null;
            state = running.state();
            sequenceNr = running.sequenceNr();
            writer = UUID.randomUUID().toString();
            if (snapshots != null) {
                snapshots.recovered(running.snapshotNr());
                snapshots.consider(state, sequenceNr);
            }
        }
        return further;
    }

    @Override
    public S page(S before, List<StoredEvent> page, EventRecovery<S> recovered) throws Exception {
        return context.replaying(() -> {
            S after = before;
            for (StoredEvent stored : page) {
                after = recovered.apply(after, stored);
            }
            return after;
        });
    }

    @Override
    public S event(S before, Object event) throws Exception {
        return script.replay(before, event, context);
    }

    @Override
    public S state() {
        return state;
    }

    @Override
    public @Nullable CompletionStage<?> write(Step<S> step) {
        if (step.events().isEmpty()) {
            return null;
        }
        List<EncodedEvent> encoded = step.events().stream()
                .map(happened -> new EncodedEvent(persistence.types().encode(happened.event()), null, happened.tags()))
                .toList();
        return persistence.storage().journal().append(new EventBatch(id, writer, sequenceNr + 1, encoded));
    }

    @Override
    public void written(Step<S> step) {
        state = step.next();
        sequenceNr += step.events().size();
        if (snapshots != null && !step.events().isEmpty()) {
            snapshots.consider(state, sequenceNr);
        }
    }

    @Override
    public void close() {
        if (recovery != null) {
            recovery.end();
            recovery = null;
        }
    }
}

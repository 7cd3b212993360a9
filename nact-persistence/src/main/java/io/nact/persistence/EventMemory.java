package io.nact.persistence;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A state that is what its events make of it. */
final class EventMemory<M, S> implements Memory<S> {

    private final PersistenceId id;

    private final Persistence persistence;

    private final Script<M, S> script;

    private final HeldContext<M> context;

    private final Predicate<? super RecoveryFailedException> skips;

    private final @Nullable Snapshots<S> snapshots;

    private final boolean fenced;

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
        this.fenced = snapshots != null && snapshots.deletesEvents();
        this.state = script.initial(id.id());
        if (snapshots != null) {
            requireAlias(state);
        }
    }

    /** Told once at the start, and not with each snapshot. */
    private void requireAlias(S initial) {
        Class<?> type = initial instanceof Enum<?> constant ? constant.getDeclaringClass() : initial.getClass();
        new Completeness(id.type()).requireAliases(Set.of(type), persistence.types());
    }

    @Override
    public CompletionStage<?> recover() {
        close();
        EventFold<S> fold = new EventFold<>(
                id, () -> script.initial(id.id()), (before, event) -> script.replay(before, event, context), skips);
        EventRecovery<S> begun = new EventRecovery<>(persistence, fold, id, page -> context.replaying(page));
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
    public S state() {
        return state;
    }

    @Override
    public long number() {
        return sequenceNr;
    }

    @Override
    public @Nullable CompletionStage<?> write(Step<S> step, @Nullable CommandKey command) {
        if (step.events().isEmpty()) {
            return null;
        }
        List<EncodedEvent> encoded = step.events().stream().map(this::encoded).toList();
        return persistence
                .storage()
                .journal()
                .append(new EventBatch(id, writer, sequenceNr + 1, encoded, command, fenced));
    }

    private EncodedEvent encoded(Step.Happened happened) {
        Payload payload = persistence.types().encode(happened.event());
        try {
            return new EncodedEvent(payload, null, happened.tags());
        } catch (IllegalArgumentException mistaken) {
            // Tags may be made of what somebody has said, and then are as little a mistake of the actor's as its size.
            throw new PersistRejectedException("'%s' cannot be stored: %s".formatted(id, mistaken.getMessage()));
        }
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

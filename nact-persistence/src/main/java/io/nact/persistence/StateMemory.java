package io.nact.persistence;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StateChange;
import io.nact.persistence.journal.StoredState;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A state that is stored as it is, in the place of the one before. */
final class StateMemory<S> implements Memory<S> {

    private final PersistenceId id;

    private final Persistence persistence;

    private final S initial;

    private S state;

    private long revision;

    /** New with each recovery; see {@link EventMemory}. */
    private String writer = "";

    StateMemory(PersistenceId id, Persistence persistence, S initial) {
        this.id = id;
        this.persistence = persistence;
        this.initial = initial;
        this.state = initial;
    }

    @Override
    public CompletionStage<?> recover() {
        return persistence.storage().states().load(id);
    }

    @Override
    @SuppressWarnings("unchecked") // what it loads
    public @Nullable CompletionStage<?> goOn(@Nullable Object value, @Nullable Throwable failure) {
        if (failure != null || value == null) {
            throw RecoveryFailedException.unavailable(
                    id, revision, failure == null ? new IllegalStateException("it answered nothing") : failure);
        }
        adopt((Optional<StoredState>) value);
        writer = UUID.randomUUID().toString();
        return null;
    }

    private void adopt(Optional<StoredState> found) {
        revision = found.map(StoredState::revision).orElse(0L);
        state = found.map(StoredState::state).map(this::decoded).orElse(initial);
    }

    private S decoded(Payload payload) {
        try {
            return persistence.decodeState(payload);
        } catch (JournalUnavailableException unavailable) {
            throw RecoveryFailedException.unavailable(id, revision, unavailable);
        } catch (PersistenceException broken) {
            throw RecoveryFailedException.broken(id, revision, payload.type(), broken);
        }
    }

    @Override
    public S state() {
        return state;
    }

    @Override
    public long number() {
        return revision;
    }

    @Override
    public @Nullable CompletionStage<?> write(Step<S> step, @Nullable CommandKey command) {
        if (step.events().isEmpty()) {
            return null;
        }
        return persistence
                .storage()
                .states()
                .save(new StateChange(
                        id, writer, revision + 1, persistence.encodeState(step.next()), step.deletes(), null, command));
    }

    @Override
    public void written(Step<S> step) {
        state = step.next();
        if (!step.events().isEmpty()) {
            revision++;
        }
    }

    @Override
    public void close() {}
}

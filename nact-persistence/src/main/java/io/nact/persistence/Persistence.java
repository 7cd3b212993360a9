package io.nact.persistence;

import io.nact.Behavior;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes actors of the descriptions of persistent ones: the storage, and the register of what is stored there. One serves
 * all actors of a system; those that share it also share how many may recover at once. Immutable; any thread may use it.
 */
public final class Persistence {

    private static final int RECOVERIES = 32;

    private static final int PAGE = 500;

    private final Storage storage;

    private final EventTypes types;

    private final RecoverySlots slots;

    private final int pageSize;

    private final @Nullable RecoveryListener listener;

    private Persistence(
            Storage storage, EventTypes types, RecoverySlots slots, int pageSize, @Nullable RecoveryListener listener) {
        this.storage = storage;
        this.types = types;
        this.slots = slots;
        this.pageSize = pageSize;
        this.listener = listener;
    }

    /** Keeps what is of these types in this storage. Whoever opened the storage closes it, after the system. */
    public static Persistence of(Storage storage, EventTypes types) {
        return new Persistence(storage, types, new RecoverySlots(RECOVERIES), PAGE, null);
    }

    /**
     * The same with so many actors reading their events at once, 32 unless told; others wait for one of them, with their
     * messages.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Persistence maxConcurrentRecoveries(int actors) {
        return new Persistence(storage, types, new RecoverySlots(actors), pageSize, listener);
    }

    /**
     * The same with so many events read at once, 500 unless told.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Persistence pageSize(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("At least one event must be read at a time, not " + events);
        }
        return new Persistence(storage, types, slots, events, listener);
    }

    /** The same with somebody who is told of each recovery. */
    public Persistence onRecovery(RecoveryListener told) {
        return new Persistence(storage, types, slots, pageSize, told);
    }

    /**
     * The behaviour of actors that are written as one function. An actor's id is its name, unless the description says
     * otherwise; so the behaviour may be that of entities.
     *
     * @throws InvalidPersistentActorException if it could not do its work
     */
    public <M, S> Behavior<M> behavior(PersistentReducer<M, S> reducer) {
        return reducer.behavior(this);
    }

    /**
     * The behaviour of actors that are written as commands and events; as {@link #behavior(PersistentReducer)}.
     *
     * @throws InvalidPersistentActorException if a command or an event has no handler, or an event no alias
     */
    public <M, S, E> Behavior<M> behavior(EventSourced<M, S, E> eventSourced) {
        return eventSourced.behavior(this);
    }

    /**
     * The behaviour of actors that keep their state and no history; as {@link #behavior(PersistentReducer)}.
     *
     * @throws InvalidPersistentActorException if a command has no handler, or the state no alias
     */
    public <M, S> Behavior<M> behavior(DurableState<M, S> durable) {
        return durable.behavior(this);
    }

    /** Where events, snapshots and states are. */
    public Storage storage() {
        return storage;
    }

    /** What is stored under which name. */
    public EventTypes types() {
        return types;
    }

    RecoverySlots slots() {
        return slots;
    }

    int pageSize() {
        return pageSize;
    }

    /** The memory, with whoever is told of its recoveries. */
    <S> Memory<S> observed(String type, Memory<S> memory) {
        return listener == null ? memory : new ObservedMemory<>(memory, type, listener);
    }

    Payload encodeState(Object state) {
        return types.encodeState(state);
    }

    /**
     * A state that has been stored.
     *
     * @throws io.nact.persistence.journal.PersistenceException if it cannot be read
     */
    @SuppressWarnings("unchecked") // what was stored for the actor is of its type; its handlers tell if not
    <S> S decodeState(Payload payload) {
        List<Object> states = types.decode(payload);
        if (states.size() != 1) {
            throw new EventFormatException(
                    "'%s' v%d is a state, of which upcasters made %d"
                            .formatted(payload.type(), payload.version(), states.size()),
                    null);
        }
        return (S) states.get(0);
    }
}

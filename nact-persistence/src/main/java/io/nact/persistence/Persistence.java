package io.nact.persistence;

import io.nact.Behavior;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Storage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What makes actors of the descriptions of persistent ones: the storage, and the register of what is stored there. One serves
 * all actors of a system; those that share it also share how many may recover at once. Immutable; any thread may use it.
 */
public final class Persistence {

    private final Storage storage;

    private final EventTypes types;

    private final PersistenceSettings settings;

    private Persistence(Storage storage, EventTypes types, PersistenceSettings settings) {
        this.storage = storage;
        this.types = types;
        this.settings = settings;
    }

    /** Keeps what is of these types in this storage. Whoever opened the storage closes it, after the system. */
    public static Persistence of(Storage storage, EventTypes types) {
        return new Persistence(storage, types, PersistenceSettings.standard());
    }

    /**
     * The same with so many actors and queries reading their events at once, 32 unless told; others wait for one of them,
     * actors with their messages.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Persistence maxConcurrentRecoveries(int actors) {
        return with(settings.slots(actors));
    }

    /**
     * The same with so many events read at once, 500 unless told.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Persistence pageSize(int events) {
        return with(settings.pageSize(events));
    }

    /** The same with somebody who is told of each recovery. */
    public Persistence onRecovery(RecoveryListener told) {
        return with(settings.listener(told));
    }

    /**
     * The same, with events that snapshots make needless deleted so far only, so that nobody misses one who reads the events
     * of all ids, such as a projection. Without it, only the snapshots decide.
     */
    public Persistence deletingOnlyUpTo(DeletionLimit limit) {
        return with(settings.deletable(limit));
    }

    private Persistence with(PersistenceSettings changed) {
        return new Persistence(storage, types, changed);
    }

    /**
     * The behaviour of actors that are written as one function. An actor's id is its name, unless the description says
     * otherwise; so the behaviour may be that of entities. Two actors of one type and name, such as children of two parents,
     * are one id, and meet conflicts; one without a name of its own does not start.
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

    /**
     * What the events of one id come to, for whoever asks, beside the actor that has stored them. Queries are made once and
     * kept, for they remember what they have read.
     *
     * @param type the type of the persistence ids
     * @param events the events that are folded; others are passed over
     * @param initial what no event comes to
     * @param fold what an event adds
     * @throws IllegalArgumentException if it is no type of a persistence id
     */
    public <S, E> PersistentQuery<S> query(
            String type, Class<E> events, S initial, PersistentQuery.Fold<S, ? super E> fold) {
        return new PersistentQuery<>(
                this,
                QueryOptions.of(
                        type,
                        initial,
                        (before, event) -> events.isInstance(event) ? fold.apply(before, events.cast(event)) : before));
    }

    /**
     * Takes away what is stored for one id: its events, snapshots, state and processed commands, and the snapshots of queries
     * made by this. One event without content is left, {@code $erased}, which tells projections, and by which the numbers go
     * on. It is for good; no backup and no table that was made of the events changes.
     *
     * <p>An actor of the id that is running keeps what it knows until it next stores something, which fails with a conflict,
     * so that it begins anew from nothing. A snapshot that it is writing just now may come after this; recovery drops it.
     *
     * <p>The future completes when all is gone, on a thread of the store. If it fails, call it again: it goes on where it was.
     *
     * @throws IllegalArgumentException if it is no type of a persistence id
     */
    public CompletableFuture<@Nullable Void> erase(String type, String id) {
        return new Erasure(
                        storage, PersistenceId.of(type, id), settings.derived().of(type))
                .run();
    }

    /** Where events, snapshots and states are. */
    public Storage storage() {
        return storage;
    }

    /** What is stored under which name. */
    public EventTypes types() {
        return types;
    }

    PersistenceSettings settings() {
        return settings;
    }

    /** The memory, with whoever is told of its recoveries. */
    <S> Memory<S> observed(String type, Memory<S> memory) {
        RecoveryListener listener = settings.listener();
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

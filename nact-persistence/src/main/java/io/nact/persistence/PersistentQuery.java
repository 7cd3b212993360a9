package io.nact.persistence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What the events of one id come to, read when somebody wants to know: another look at what an actor has stored, without the
 * actor. Made by {@link Persistence#query}.
 *
 * <pre>{@code
 * PersistentQuery<Statement> statements = persistence
 *     .query("account", Deposited.class, Statement.EMPTY, (statement, deposited) -> statement.with(deposited.amount()))
 *     .cacheFor(Duration.ofMinutes(10));
 * CompletableFuture<Statement> statement = statements.of("a1");
 * }</pre>
 *
 * <p>Nothing is read before somebody asks. The first time all events are, or those after the newest snapshot; after that only
 * those that are new. Who asks while the same id is being read gets what comes of that, so that many who ask cost one read;
 * it may lack what was stored since that began.
 *
 * <p>Immutable but for what it remembers; each method answers a changed copy that remembers nothing yet. May be used from any
 * thread.
 *
 * @param <S> what the events come to
 */
public final class PersistentQuery<S> {

    private final Persistence persistence;

    private final QueryOptions<S> options;

    private final QueryCache<S> cache;

    PersistentQuery(Persistence persistence, QueryOptions<S> options) {
        this.persistence = persistence;
        this.options = options;
        this.cache = new QueryCache<>(options.limits());
    }

    /**
     * What the events of this id come to; the initial value if there is none. It is the object that is remembered: do not
     * change it.
     *
     * <p>It fails with a {@link RecoveryFailedException} if the store does not answer, if an event cannot be read or applied,
     * or if events were deleted that no snapshot of the query covers. Then nothing is remembered of the id, and the next who
     * asks begins anew. It completes on a thread of the store: what hangs on it must be short.
     */
    public CompletableFuture<S> of(String id) {
        return cache.read(id, known -> new QueryRun<>(persistence, options, id, known).begin());
    }

    /**
     * The same, forgetting an id that nobody has asked about for so long. Unless told, it is only forgotten for the sake of
     * others.
     *
     * @throws IllegalArgumentException if negative
     */
    public PersistentQuery<S> cacheFor(Duration time) {
        return with(options.limits(options.limits().lasting(time)));
    }

    /**
     * The same, remembering so many ids, 1000 unless told: the one that nobody has asked about for longest goes first.
     *
     * @throws IllegalArgumentException if negative
     */
    public PersistentQuery<S> cachedIds(int ids) {
        return with(options.limits(options.limits().holding(ids)));
    }

    /**
     * The same with snapshots. The class of what the events come to must be among the event types.
     *
     * @param type the type of the ids that they are kept under, which is nobody else's
     * @throws IllegalArgumentException if it is no type, or that of the events; or if the policy deletes events
     */
    public PersistentQuery<S> snapshots(String type, SnapshotPolicy policy) {
        QueryOptions<S> changed = options.snapshots(type, policy);
        persistence.settings().derived().add(options.type(), type);
        return with(changed);
    }

    /** The same, going on without those events that cannot be read or applied for which this is true. */
    public PersistentQuery<S> skippingBrokenEvents(Predicate<? super RecoveryFailedException> skipped) {
        return with(options.skipping(skipped));
    }

    /** The same with another clock. */
    PersistentQuery<S> clock(LongSupplier nanoTime) {
        return with(options.limits(options.limits().clock(nanoTime)));
    }

    private PersistentQuery<S> with(QueryOptions<S> changed) {
        return new PersistentQuery<>(persistence, changed);
    }

    /** What an event adds. */
    @FunctionalInterface
    public interface Fold<S, E> {

        /**
         * What it comes to with this event; runs on a thread of the store, and waits for nothing.
         *
         * @throws Exception any; the query fails then
         */
        S apply(S before, E event) throws Exception;
    }
}

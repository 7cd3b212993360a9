package io.nact.engine;

import io.nact.dispatch.Dispatcher;
import io.nact.metrics.ActorMetrics;
import io.nact.metrics.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The types of actors of one system, and what is counted about them, each made known to every listener once. */
final class SystemMetrics implements ActorMetrics {

    /** As many types are told apart; names that are made up at run time must not make meters without end. */
    private static final int MAX_TYPES = 500;

    private static final int MAX_DISPATCHERS = 100;

    private final LocalSystem system;

    private final Apart<TypeStats> types = new Apart<>(this, MAX_TYPES, this::added);

    private final Apart<String> dispatchers = new Apart<>(this, MAX_DISPATCHERS, this::dispatcherAdded);

    /** Guarded by the monitor, as the next. */
    private final List<Listening> listening = new ArrayList<>();

    private final List<Series> series = new ArrayList<>();

    private final TypeStats uncounted;

    private final Looks looks;

    /** Something that is counted about a type. */
    private record Series(TypeStats type, Counted what, LongSupplier count) {

        void tell(Listening told) {
            told.tell(type, what, count);
        }
    }

    SystemMetrics(LocalSystem system) {
        this.system = system;
        this.uncounted = new TypeStats(system, "system", this);
        this.looks = new Looks(system);
    }

    /** For actors that take no messages and only have children; no listener learns of it. */
    TypeStats uncounted() {
        return uncounted;
    }

    @Override
    public synchronized Registration listen(Listener listener) {
        Listening begun = new Listening(listener);
        listening.add(begun);
        dispatchers.byName().values().forEach(begun::tell);
        types.byName().values().forEach(begun::tell);
        series.forEach(known -> known.tell(begun));
        return () -> end(begun);
    }

    private synchronized void end(Listening over) {
        listening.remove(over);
        over.end();
    }

    @Override
    public List<TypeMetrics> types() {
        return List.copyOf(types.byName().values());
    }

    @Override
    public Load load() {
        Budget budget = system.budget();
        return new Load(
                Math.max(0, budget.used()), budget.max(), system.watchdog().stuck());
    }

    /** How many nanoseconds the oldest message of the actor has waited. */
    long age(Cell<?> actor) {
        return actor.waiting() == 0 ? 0 : looks.age(actor);
    }

    @Override
    public Snapshot snapshot() {
        return looks.look(dispatchers.byName().values());
    }

    TypeStats type(String name) {
        return types.of(name);
    }

    /** Of messages that are meant for nobody of whom a type is known. */
    TypeStats other() {
        return types.of(Counted.OTHER);
    }

    private TypeStats added(String name) {
        TypeStats added = new TypeStats(system, name, this);
        listening.forEach(told -> told.tell(added));
        return added;
    }

    /** Actors take their turns on it. */
    void uses(Dispatcher dispatcher) {
        dispatchers.of(dispatcher.name());
    }

    private String dispatcherAdded(String name) {
        listening.forEach(told -> told.tell(name));
        return name;
    }

    /** Something is counted that was not before. */
    synchronized void counts(TypeStats type, Counted what, LongSupplier count) {
        if (type != uncounted) {
            Series added = new Series(type, what, count);
            series.add(added);
            listening.forEach(added::tell);
        }
    }
}

package io.nact.engine;

import io.nact.metrics.ActorMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The types of actors of one system, each made known to every listener once. */
final class SystemMetrics implements ActorMetrics {

    private static final Logger log = LoggerFactory.getLogger(SystemMetrics.class);

    /** As many types are told apart; names that are made up at run time must not make meters without end. */
    private static final int MAX_TYPES = 500;

    private static final String OTHER = "other";

    private final LocalSystem system;

    private final Map<String, TypeStats> types = new ConcurrentHashMap<>();

    private final List<Listener> listeners = new ArrayList<>();

    private final TypeStats uncounted;

    SystemMetrics(LocalSystem system) {
        this.system = system;
        this.uncounted = new TypeStats(system, "system");
    }

    /** For actors that take no messages and only have children; no listener learns of it. */
    TypeStats uncounted() {
        return uncounted;
    }

    @Override
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
        types.values().forEach(type -> tell(listener, type));
    }

    @Override
    public List<TypeMetrics> types() {
        return List.copyOf(types.values());
    }

    @Override
    public Load load() {
        Budget budget = system.budget();
        return new Load(
                Math.max(0, budget.used()), budget.max(), system.watchdog().stuck());
    }

    TypeStats type(String name) {
        TypeStats known = types.get(name);
        return known != null ? known : add(name);
    }

    private synchronized TypeStats add(String name) {
        TypeStats known = types.get(name);
        if (known != null) {
            return known;
        }
        if (types.size() >= MAX_TYPES && !name.equals(OTHER)) {
            return add(OTHER);
        }
        TypeStats added = new TypeStats(system, name);
        types.put(name, added);
        listeners.forEach(listener -> tell(listener, added));
        return added;
    }

    /** A listener that fails must not keep an actor from being spawned. */
    private static void tell(Listener listener, TypeStats type) {
        try {
            type.addRecorder(listener.typeAdded(type));
        } catch (Throwable failure) {
            log.error("A listener to actor types failed on {}", type.type(), failure);
        }
    }
}

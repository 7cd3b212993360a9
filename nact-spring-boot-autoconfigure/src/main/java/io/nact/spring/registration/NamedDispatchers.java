package io.nact.spring.registration;

import io.nact.ActorSystem;
import io.nact.dispatch.Dispatcher;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The dispatchers that an application names for its actors, each made for the first actor that takes its turns there.
 * Ends the system before it closes them, since actors need their threads to the last.
 */
public final class NamedDispatchers implements AutoCloseable {

    /** The system's own. */
    static final String DEFAULT = "default";

    private final ActorSystem system;

    /** The names as they are configured, by the keys of their spellings. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final Map<String, Supplier<Dispatcher>> makers;

    private final Map<String, Dispatcher> made = new ConcurrentHashMap<>();

    /**
     * Those of one application context.
     *
     * @param makers what makes each, by its name
     */
    public NamedDispatchers(ActorSystem system, Map<String, Supplier<Dispatcher>> makers) {
        this.system = system;
        this.makers = Map.copyOf(makers);
        makers.keySet().forEach(name -> names.put(Spelling.key(name), name));
        if (names.containsKey(DEFAULT)) {
            throw new ActorBeanException(
                    "nact.dispatchers.%s is configured, but %s is the name of the system's own dispatcher."
                            .formatted(names.get(DEFAULT), DEFAULT),
                    "Configure that one by nact.dispatcher, or choose another name.");
        }
    }

    /** The names as they are configured. */
    Collection<String> names() {
        return List.copyOf(names.values());
    }

    static boolean isDefault(String name) {
        return Spelling.key(name).equals(DEFAULT);
    }

    boolean has(String name) {
        return isDefault(name) || names.containsKey(Spelling.key(name));
    }

    /** The dispatcher of this name, made if need be; null for the system's. */
    @Nullable
    Dispatcher named(String name) {
        return isDefault(name) ? null : made.computeIfAbsent(Spelling.key(name), this::make);
    }

    @SuppressWarnings("NullAway") // it has been checked that there is such a name
    private Dispatcher make(String key) {
        return makers.get(names.get(key)).get();
    }

    @Override
    public void close() {
        try {
            system.stop().join();
        } finally {
            made.values().forEach(Dispatcher::close);
        }
    }
}

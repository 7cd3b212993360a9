package io.nact.persistence;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Handlers by the class that they take: the one for the class itself, or else the first for a type above it. Immutable;
 * {@link #with} answers a changed copy.
 */
final class ByClass<H> {

    private final Map<Class<?>, H> handlers;

    /** What has been looked up; a class without a handler is looked up each time. */
    private final Map<Class<?>, H> found = new ConcurrentHashMap<>();

    ByClass() {
        this(Map.of());
    }

    private ByClass(Map<Class<?>, H> handlers) {
        this.handlers = handlers;
    }

    /**
     * With this one, too.
     *
     * @throws InvalidPersistentActorException if the class has one already
     */
    ByClass<H> with(Class<?> type, H handler) {
        Map<Class<?>, H> more = new LinkedHashMap<>(handlers);
        if (more.put(type, handler) != null) {
            throw new InvalidPersistentActorException(
                    "There are two handlers for %s.".formatted(type.getName()), "Make one of them.");
        }
        return new ByClass<>(Collections.unmodifiableMap(more));
    }

    @Nullable
    H of(Class<?> type) {
        H known = found.get(type);
        if (known != null) {
            return known;
        }
        H handler = handlers.get(type);
        if (handler == null) {
            handler = handlers.entrySet().stream()
                    .filter(entry -> entry.getKey().isAssignableFrom(type))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        if (handler != null) {
            found.put(type, handler);
        }
        return handler;
    }

    /** The classes that are handled. */
    List<Class<?>> classes() {
        return List.copyOf(handlers.keySet());
    }

    /** What of the family has no handler. */
    List<Class<?>> missing(Class<?> family) {
        return leaves(family).stream().filter(leaf -> of(leaf) == null).toList();
    }

    /** All that can be of the family, as far as that is known: who may implement what is not sealed is not. */
    static List<Class<?>> leaves(Class<?> family) {
        List<Class<?>> leaves = new ArrayList<>();
        addLeaves(family, leaves);
        return leaves;
    }

    private static void addLeaves(Class<?> type, List<Class<?>> leaves) {
        if (!type.isSealed() || type.isEnum()) {
            if (type.isEnum() || !Modifier.isAbstract(type.getModifiers())) {
                leaves.add(type);
            }
            return;
        }
        if (!Modifier.isAbstract(type.getModifiers())) {
            leaves.add(type);
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            addLeaves(permitted, leaves);
        }
    }
}

package io.nact.spring.autoconfigure.context;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The accessors of Micrometer's registry, which are those of the libraries that are there, and further ones. */
final class Accessors {

    /** Hands on the security context itself, and one of them to Reactor; the user is taken along instead. */
    private static final String SPRING_SECURITY = "org.springframework.security.";

    private final ContextRegistry registry;

    Accessors(ContextRegistry registry) {
        this.registry = registry;
    }

    /** All, of which later ones replace those with the same key. */
    List<ThreadLocalAccessor<?>> with(List<ThreadLocalAccessor<?>> further) {
        Map<Object, ThreadLocalAccessor<?>> byKey = new LinkedHashMap<>();
        registry.getThreadLocalAccessors().stream()
                .filter(accessor -> !accessor.getClass().getName().startsWith(SPRING_SECURITY))
                .forEach(accessor -> byKey.put(accessor.key(), accessor));
        further.forEach(accessor -> {
            byKey.remove(accessor.key());
            byKey.put(accessor.key(), accessor);
        });
        return List.copyOf(byKey.values());
    }
}

package io.nact.spring.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one application context declares, in the order of its bean definitions. Complete before any bean is made. */
final class Declarations {

    private final Map<String, Declaration> byName = new LinkedHashMap<>();

    private final Map<String, Declaration> bySource = new LinkedHashMap<>();

    void add(Declaration declaration) {
        byName.put(declaration.name(), declaration);
        bySource.put(declaration.source(), declaration);
    }

    List<Declaration> all() {
        return List.copyOf(byName.values());
    }

    Declaration named(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    Declaration behind(String source) {
        return Objects.requireNonNull(findBehind(source), source);
    }

    /** What this bean stands behind; null if it stands behind nothing. */
    @Nullable
    Declaration findBehind(String source) {
        return bySource.get(source);
    }
}

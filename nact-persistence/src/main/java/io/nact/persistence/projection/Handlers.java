package io.nact.persistence.projection;

import io.nact.persistence.projection.EventProjection.Handled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handlers of one projection by the class of the event. Used by one thread. */
final class Handlers {

    private final List<Handled<?>> handlers;

    private final @Nullable ErasureHandler erasure;

    private final Map<Class<?>, Optional<ProjectionHandler<Object>>> found = new HashMap<>();

    Handlers(EventProjection projection) {
        this.handlers = projection.handlers();
        this.erasure = projection.erasure();
    }

    /** The one for the class itself, or else the first for a type above it. */
    @Nullable
    ProjectionHandler<Object> of(Class<?> type) {
        return found.computeIfAbsent(type, this::find).orElse(null);
    }

    @SuppressWarnings("unchecked") // what is looked up by its class is of the type that was given with the handler
    private Optional<ProjectionHandler<Object>> find(Class<?> type) {
        return handlers.stream()
                .filter(handled -> handled.type() == type)
                .findFirst()
                .or(() -> handlers.stream()
                        .filter(handled -> handled.type().isAssignableFrom(type))
                        .findFirst())
                .map(handled -> (ProjectionHandler<Object>) handled.handler());
    }

    /** The one for an id whose data have been erased. */
    @Nullable
    ErasureHandler erasure() {
        return erasure;
    }
}

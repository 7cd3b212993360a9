package io.nact.component;

import io.nact.UnhandledMessageException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a message by its class, of which each is looked at once. */
final class Routes {

    private final Class<?> component;

    private final List<Handler> handlers;

    /** Grows with the classes that the messages have. */
    private final Map<Class<?>, Route> known = new ConcurrentHashMap<>();

    /** The way of all messages, if there is but one. */
    private final @Nullable Route only;

    private final Class<?> first;

    Routes(Class<?> component, List<Handler> handlers) {
        this.component = component;
        this.handlers = handlers;
        this.first = handlers.get(0).messageClass();
        this.only = handlers.size() == 1 && isUniform(handlers.get(0)) ? Route.of(handlers.get(0), first) : null;
    }

    /** Whether what it takes says how to answer, so that no class of message needs a look of its own. */
    private static boolean isUniform(Handler handler) {
        return ReplyType.of(handler.message()).isKnown()
                || Modifier.isFinal(handler.messageClass().getModifiers());
    }

    /**
     * The route of the message.
     *
     * @throws UnhandledMessageException if no handler takes it
     */
    Route to(Object message) {
        Route route = only;
        if (route != null && first.isInstance(message)) {
            return route;
        }
        route = known.get(message.getClass());
        return route != null ? route : find(message.getClass());
    }

    private Route find(Class<?> message) {
        List<Handler> takers = handlers.stream()
                .filter(handler -> handler.messageClass().isAssignableFrom(message))
                .toList();
        Route route = Route.of(closest(takers, message), message);
        known.put(message, route);
        return route;
    }

    private Handler closest(List<Handler> takers, Class<?> message) {
        for (Handler candidate : takers) {
            if (takers.stream().allMatch(other -> other.messageClass().isAssignableFrom(candidate.messageClass()))) {
                return candidate;
            }
        }
        throw new UnhandledMessageException(
                takers.isEmpty()
                        ? "Component %s has no handler for %s".formatted(component.getName(), message.getName())
                        : "Component %s has several handlers for %s, none closer than the others: %s"
                                .formatted(component.getName(), message.getName(), takers));
    }
}

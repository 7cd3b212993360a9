package io.nact.component;

import io.nact.Terminated;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a message by its class, of which each is looked at once. */
final class Routes {

    private final List<Handler> handlers;

    private final @Nullable Route news;

    /** Grows with the classes that the messages have. */
    private final Map<Class<?>, Optional<Route>> known = new ConcurrentHashMap<>();

    /** The way of all messages, if there is but one. */
    private final @Nullable Route only;

    private final Class<?> first;

    Routes(Handlers all) {
        this.handlers = all.sent();
        this.news = all.news() == null ? null : Route.of(all.news(), Terminated.class);
        this.first = handlers.get(0).messageClass();
        this.only = handlers.size() == 1 && isUniform(handlers.get(0)) ? Route.of(handlers.get(0), first) : null;
    }

    /** Whether what it takes says how to answer, so that no class of message needs a look of its own. */
    private static boolean isUniform(Handler handler) {
        return ReplyType.of(handler.message()).isKnown()
                || Modifier.isFinal(handler.messageClass().getModifiers());
    }

    /** The route of the message; null if no handler takes it, or several and none of them is closer than the others. */
    @Nullable
    Route to(Object message) {
        Route route = only;
        if (route != null && first.isInstance(message)) {
            return route;
        }
        Optional<Route> found = known.get(message.getClass());
        return (found != null ? found : find(message.getClass())).orElse(null);
    }

    /** The route of the news of watched actors; null if no handler takes it. */
    @Nullable
    Route ofNews() {
        return news;
    }

    private Optional<Route> find(Class<?> message) {
        List<Handler> takers = handlers.stream()
                .filter(handler -> handler.messageClass().isAssignableFrom(message))
                .toList();
        Optional<Route> route = takers.stream()
                .filter(candidate -> takers.stream()
                        .allMatch(other -> other.messageClass().isAssignableFrom(candidate.messageClass())))
                .findFirst()
                .map(handler -> Route.of(handler, message));
        known.put(message, route);
        return route;
    }
}

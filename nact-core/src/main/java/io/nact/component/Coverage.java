package io.nact.component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which messages of a component have a handler: each must have one and no more. */
record Coverage(Class<?> component, List<Handler> handlers) {

    void requireOneHandlerPerType() {
        Map<Class<?>, Handler> byType = new HashMap<>();
        for (Handler handler : handlers) {
            Handler other = byType.putIfAbsent(handler.messageClass(), handler);
            if (other != null) {
                throw severalHandlers(handler.messageClass(), List.of(other, handler));
            }
        }
    }

    /** The messages of a sealed protocol are known; of another one only those that have a handler. */
    void requireOneHandlerPerMessage(Class<?> protocol) {
        if (!SealedTypes.isSealed(protocol)) {
            return;
        }
        List<Class<?>> missing = SealedTypes.leaves(protocol).stream()
                .filter(message -> !hasOneHandler(message))
                .toList();
        if (!missing.isEmpty()) {
            throw missingHandlers(protocol, missing);
        }
    }

    /** The messages of any type that have none. */
    List<Class<?>> unhandled(Class<?> messages) {
        return SealedTypes.leaves(messages).stream()
                .filter(message -> handlers.stream()
                        .noneMatch(handler -> handler.messageClass().isAssignableFrom(message)))
                .toList();
    }

    private boolean hasOneHandler(Class<?> message) {
        List<Handler> found = handlers.stream()
                .filter(handler -> handler.messageClass().isAssignableFrom(message))
                .toList();
        if (found.size() > 1) {
            throw severalHandlers(message, found);
        }
        return found.size() == 1;
    }

    private InvalidComponentException severalHandlers(Class<?> message, List<Handler> found) {
        String names = found.stream().map(Handler::name).collect(Collectors.joining(" and "));
        return new InvalidComponentException(
                component,
                "Component %s has several handlers for one message, %s: %s."
                        .formatted(component.getName(), Types.name(message), names),
                "Remove @Receive from all but one of them, or let them take types that do not overlap.");
    }

    private InvalidComponentException missingHandlers(Class<?> protocol, List<Class<?>> missing) {
        String handlers = missing.stream()
                .map(message -> "@Receive %s on(%s message)"
                        .formatted(ReplyType.of(message).name(), Types.name(message)))
                .collect(Collectors.joining(", "));
        return new InvalidComponentException(
                component,
                "Component %s does not handle all messages of its protocol %s; it has no handler for: %s."
                        .formatted(component.getName(), Types.name(protocol), Types.names(missing)),
                "Add %s.".formatted(handlers));
    }
}

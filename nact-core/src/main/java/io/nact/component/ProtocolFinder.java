package io.nact.component;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the type of all messages of a component. */
final class ProtocolFinder {

    private ProtocolFinder() {}

    /** The one message type, or else the closest sealed type that all have in common. */
    static Class<?> find(Class<?> component, List<Handler> handlers) {
        if (handlers.size() == 1) {
            return handlers.get(0).messageClass();
        }
        Set<Class<?>> common = SealedTypes.sealedSupertypes(handlers.get(0).messageClass());
        for (Handler handler : handlers) {
            common.retainAll(SealedTypes.sealedSupertypes(handler.messageClass()));
        }
        return closest(common).orElseThrow(() -> noSingleProtocol(component, handlers, common));
    }

    private static Optional<Class<?>> closest(Set<Class<?>> common) {
        return common.stream()
                .filter(type -> common.stream().allMatch(other -> other.isAssignableFrom(type)))
                .findFirst();
    }

    private static InvalidComponentException noSingleProtocol(
            Class<?> component, List<Handler> handlers, Set<Class<?>> common) {
        String messages =
                Types.names(handlers.stream().map(Handler::messageClass).toList());
        String why = common.isEmpty()
                ? "which have no sealed type in common"
                : "which have several sealed types in common, none closer than the others: " + Types.names(common);
        return new InvalidComponentException(
                component,
                "Component %s has no single protocol: it handles %s, %s.".formatted(component.getName(), messages, why),
                common.isEmpty()
                        ? "Let the messages implement one sealed interface, \"sealed interface %sMessage permits %s {}\", or name a common supertype: @Actor(protocol = X.class)."
                                .formatted(component.getSimpleName(), messages)
                        : "Name one of them: @Actor(protocol = %s.class)."
                                .formatted(Types.name(common.iterator().next())));
    }

    /** Checks a protocol that was given. */
    static void requireWithin(Class<?> protocol, Class<?> component, List<Handler> handlers) {
        for (Handler handler : handlers) {
            Class<?> message = handler.messageClass();
            if (!protocol.isAssignableFrom(message)) {
                throw new InvalidComponentException(
                        component,
                        "Handler %s takes %s, which is outside the protocol %s that the component was given."
                                .formatted(handler, Types.name(message), Types.name(protocol)),
                        "Let %s implement %s, or name a protocol that covers both: @Actor(protocol = X.class)."
                                .formatted(Types.name(message), Types.name(protocol)));
            }
        }
    }
}

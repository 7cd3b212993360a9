package io.nact.persistence;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Sees to it that the description of a persistent actor lacks nothing, before any actor starts. */
record Completeness(String type) {

    /** No class lacks a handler. */
    void requireNone(List<Class<?>> missing, String what, String action) {
        if (!missing.isEmpty()) {
            throw new InvalidPersistentActorException(
                    "'%s' has no handler for the %s %s.".formatted(type, what, names(missing)), action);
        }
    }

    /** All that is stored has an alias. */
    void requireAliases(Collection<Class<?>> stored, EventTypes types) {
        List<Class<?>> unnamed = stored.stream()
                .filter(candidate -> (candidate.isEnum() || !Modifier.isAbstract(candidate.getModifiers()))
                        && !types.classes().contains(candidate))
                .toList();
        if (!unnamed.isEmpty()) {
            throw new InvalidPersistentActorException(
                    "'%s' stores %s, which is not among the event types.".formatted(type, names(unnamed)),
                    "Annotate it with @EventType and add it, or the sealed type above it, to the EventTypes.");
        }
    }

    private static String names(List<Class<?>> classes) {
        return classes.stream().map(Class::getName).collect(Collectors.joining(", "));
    }
}

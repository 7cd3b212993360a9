package io.nact.spring.persistence;

import io.nact.component.InvalidComponentException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for the annotated methods of a class taken together. */
record HandlerRules(Class<?> type, List<CommandMethod> commands, List<EventMethod> appliers) {

    HandlerRules {
        requireSome(type, commands, "command", "Annotate a method with @HandleCommand.");
        requireSome(type, appliers, "event", "Annotate a method with @ApplyEvent.");
        requireOneEach(
                type, commands.stream().<Class<?>>map(CommandMethod::command).toList());
        requireOneEach(type, appliers.stream().<Class<?>>map(EventMethod::event).toList());
    }

    /** The type of the commands: as told, or what they have in common. */
    Class<?> protocol(Class<?> told) {
        return family(
                told, commands.stream().<Class<?>>map(CommandMethod::command).toList(), "commands", "protocol");
    }

    /** The type of the events: as told, or what all that is applied and decided on has in common. */
    Class<?> events(Class<?> told) {
        Stream<Class<?>> applied = appliers.stream().map(EventMethod::event);
        Stream<Class<?>> decided = commands.stream().flatMap(command -> command.events().stream());
        return family(told, Stream.concat(applied, decided).distinct().toList(), "events", "events");
    }

    private Class<?> family(Class<?> told, List<Class<?>> members, String what, String attribute) {
        if (told == void.class) {
            return Families.closest(members)
                    .orElseThrow(() -> invalid(
                            "%s has no single type of %s: there are %s, which have no sealed type in common."
                                    .formatted(type.getName(), what, names(members)),
                            "Let them implement one sealed interface, or name what they have in common: @EventSourcedActor(%s = X.class)."
                                    .formatted(attribute)));
        }
        List<Class<?>> outside = members.stream()
                .filter(member -> !told.isAssignableFrom(member))
                .toList();
        if (!outside.isEmpty()) {
            throw invalid(
                    "%s names %s as its %s, but %s is none."
                            .formatted(type.getName(), told.getName(), attribute, names(outside)),
                    "Let it be one, or name a type that all have in common.");
        }
        return told;
    }

    /** What the annotation tells can be. */
    void checkTold(Told told) {
        try {
            told.check();
        } catch (IllegalArgumentException wrong) {
            throw invalid("%s: %s.".formatted(type.getName(), wrong.getMessage()), "Correct its @EventSourcedActor.");
        }
    }

    /** Everything that can come has a handler. */
    void checkComplete(Class<?> protocol, Class<?> events) {
        requireNone(
                unhandled(
                        protocol,
                        commands.stream().<Class<?>>map(CommandMethod::command).toList()),
                "command",
                "@HandleCommand");
        requireNone(
                unhandled(
                        events,
                        appliers.stream().<Class<?>>map(EventMethod::event).toList()),
                "event",
                "@ApplyEvent");
    }

    private static List<Class<?>> unhandled(Class<?> family, Collection<Class<?>> handled) {
        return Families.leaves(family).stream()
                .filter(leaf -> handled.stream().noneMatch(known -> known.isAssignableFrom(leaf)))
                .toList();
    }

    private void requireNone(List<Class<?>> unhandled, String what, String annotation) {
        if (!unhandled.isEmpty()) {
            throw invalid(
                    "%s has no handler for the %s %s.".formatted(type.getName(), what, names(unhandled)),
                    "Add a method with %s that takes the state and the %s.".formatted(annotation, what));
        }
    }

    private static void requireSome(Class<?> type, List<?> methods, String what, String action) {
        if (methods.isEmpty()) {
            throw new InvalidComponentException(
                    type, "%s has no handler for any %s.".formatted(type.getName(), what), action);
        }
    }

    private static void requireOneEach(Class<?> type, List<Class<?>> handled) {
        Set<Class<?>> seen = new HashSet<>();
        for (Class<?> message : handled) {
            if (!seen.add(message)) {
                throw new InvalidComponentException(
                        type,
                        "%s has two handlers for %s.".formatted(type.getName(), message.getName()),
                        "Make one of them.");
            }
        }
    }

    private static String names(List<Class<?>> classes) {
        return classes.stream().map(Class::getName).collect(Collectors.joining(", "));
    }

    private InvalidComponentException invalid(String description, String action) {
        return new InvalidComponentException(type, description, action);
    }
}

package io.nact.spring.persistence;

import io.nact.Behavior;
import io.nact.component.InvalidComponentException;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the annotated methods of a class make of it: the commands and events of a kind of entity, and its behaviour.
 * Immutable; a class whose methods break a rule has none.
 */
public final class EventSourcedClass {

    private final Class<?> type;

    private final Told told;

    private final InitialState initial;

    private final List<CommandMethod> commands;

    private final List<EventMethod> appliers;

    private final Class<?> protocol;

    private final Class<?> events;

    private EventSourcedClass(Class<?> type) {
        this.type = type;
        this.told = Told.of(type);
        this.initial = InitialState.of(type);
        MethodReader reader = new MethodReader(type, initial.state());
        this.commands = reader.commands();
        this.appliers = reader.events();
        HandlerRules rules = new HandlerRules(type, commands, appliers);
        this.protocol = rules.protocol(told.protocol());
        this.events = rules.events(told.events());
        rules.checkTold(told);
        rules.checkComplete(protocol, events);
    }

    /**
     * That of a class with {@link io.nact.spring.EventSourcedActor}.
     *
     * @throws InvalidComponentException if its methods break a rule
     */
    public static EventSourcedClass of(Class<?> type) {
        return new EventSourcedClass(type);
    }

    /** The class. */
    public Class<?> type() {
        return type;
    }

    /** The type of the persistence ids of its entities. */
    public String persistenceType() {
        return told.type();
    }

    /** The type of the commands. */
    public Class<?> protocol() {
        return protocol;
    }

    /** The types of the single commands, as the methods take them. */
    public List<Class<?>> commands() {
        return commands.stream().<Class<?>>map(CommandMethod::command).toList();
    }

    /** All methods that are called on its bean. */
    public List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        methods.add(initial.method());
        commands.forEach(command -> methods.add(command.method()));
        appliers.forEach(applier -> methods.add(applier.method()));
        return methods;
    }

    /** The classes of what it stores: its events, and with snapshots its state. */
    public Set<Class<?>> stored() {
        Stream<Class<?>> states = told.hasSnapshots() ? Families.leaves(initial.state()).stream() : Stream.of();
        return Stream.concat(Families.leaves(events).stream(), states).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the {@link #stored} that have an alias of their own. */
    public Set<Class<?>> named() {
        return stored().stream()
                .filter(stored -> stored.isAnnotationPresent(EventType.class))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The behaviour of its entities. An exception of a handler leaves an entity as it was, and is the reply if somebody asked.
     *
     * @param bean that of the class, or a proxy of it
     * @throws InvalidComponentException if something that it stores has no alias
     */
    public Behavior<?> behavior(Persistence persistence, Object bean) {
        requireAliases(persistence.types());
        Behavior<?> behavior = persistence.behavior(eventSourced(bean));
        return behavior.describedAs("the event-sourced " + type.getName())
                .exceptionsAreReplies()
                .onCrash(new ResumingHandlers(behavior.options().policy()));
    }

    @SuppressWarnings("unchecked") // the classes say it, and have been checked
    private EventSourced<Object, Object, Object> eventSourced(Object bean) {
        EventSourced<Object, Object, Object> sourced = EventSourced.from(
                told.type(), (Class<Object>) protocol, (Class<Object>) events, id -> initial.of(bean, id));
        for (CommandMethod command : commands) {
            sourced = sourced.onCommand(
                    (Class<Object>) command.command(),
                    (state, message, decide) -> command.decide(bean, state, message, decide));
        }
        for (EventMethod applier : appliers) {
            sourced = sourced.onEvent(
                    (Class<Object>) applier.event(), (state, event) -> applier.apply(bean, state, event));
        }
        sourced = sourced.tagged(this::tags);
        return told.hasSnapshots() ? sourced.snapshots(told.snapshots()) : sourced;
    }

    /** Those of the method that applies it. */
    private Set<String> tags(Object event) {
        Stream<EventMethod> exact = appliers.stream().filter(applier -> applier.event() == event.getClass());
        Stream<EventMethod> wider =
                appliers.stream().filter(applier -> applier.event().isInstance(event));
        return Stream.concat(exact, wider).findFirst().map(EventMethod::tags).orElse(Set.of());
    }

    private void requireAliases(EventTypes types) {
        String unnamed = stored().stream()
                .filter(stored -> !types.classes().contains(stored))
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unnamed.isEmpty()) {
            throw new InvalidComponentException(
                    type,
                    "%s stores %s, which has no alias under which it could be found again."
                            .formatted(type.getName(), unnamed),
                    "Annotate it with @EventType(\"…\"), with a name that will never change. What belongs to a library is given one by an EventTypesCustomizer.");
        }
    }
}

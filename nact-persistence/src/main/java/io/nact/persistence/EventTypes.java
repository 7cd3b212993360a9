package io.nact.persistence;

import io.nact.persistence.Upcaster.TypedNode;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which classes are stored, and under which alias and version: the one way from an event to what is stored and back.
 *
 * <p>It is the list of what is allowed, too: nothing that stands in a store can make a class be loaded that was not
 * registered. Immutable, and valid once it is there: each alias belongs to one class, each class has one alias, and from each
 * old version an upcaster leads on. May be used from any thread.
 */
public final class EventTypes {

    private final Map<Class<?>, Registration> byClass;

    private final Map<String, Registration> byAlias;

    private final Upcasters upcasters;

    private final JsonText json;

    private final int maxSize;

    EventTypes(Map<String, Registration> byAlias, Upcasters upcasters, JsonText json, int maxSize) {
        this.byAlias = Map.copyOf(byAlias);
        this.byClass = byAlias.values().stream().collect(Collectors.toUnmodifiableMap(Registration::type, r -> r));
        this.upcasters = upcasters;
        this.json = json;
        this.maxSize = maxSize;
    }

    /**
     * The classes with {@link EventType}; a sealed type stands for all that it permits.
     *
     * @throws InvalidEventTypesException if one has no alias, or one that another has, or an old version and no upcaster
     */
    public static EventTypes of(Class<?>... types) {
        return builder().add(types).build();
    }

    /** Event types with more than that. */
    public static EventTypesBuilder builder() {
        return new EventTypesBuilder();
    }

    /** The classes that are stored. */
    public Set<Class<?>> classes() {
        return byClass.keySet();
    }

    /**
     * The aliases under which events may be stored that are read as this type, or as one below it: their own, and whatever an
     * upcaster reads, since where that leads shows only when it does. None if nothing of the type is registered.
     */
    public Set<String> aliases(Class<?> type) {
        Set<String> aliases = new HashSet<>();
        byAlias.values().stream()
                .filter(registration -> type.isAssignableFrom(registration.type()))
                .forEach(registration -> aliases.add(registration.alias()));
        if (!aliases.isEmpty()) {
            upcasters.steps().keySet().forEach(from -> aliases.add(from.type()));
        }
        return aliases;
    }

    /**
     * The event as it is stored.
     *
     * @throws UnknownEventTypeException if its class is not registered
     * @throws EventFormatException if the mapper cannot write it
     * @throws PersistRejectedException if it is larger than an event may be
     */
    public Payload encode(Object event) {
        Registration registration = registration(event);
        String text = json.write(event, registration);
        checkSize(text, registration);
        return new Payload(registration.alias(), registration.version(), text);
    }

    /**
     * As {@link #encode}, of a state, which may be of any size.
     *
     * @throws UnknownEventTypeException if its class is not registered
     * @throws EventFormatException if the mapper cannot write it
     */
    public Payload encodeState(Object state) {
        Registration registration = registration(state);
        return new Payload(registration.alias(), registration.version(), json.write(state, registration));
    }

    private Registration registration(Object value) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Registration registration = byClass.get(type);
        if (registration == null) {
            throw new UnknownEventTypeException(
                    "%s is not among the event types: register it, or the sealed type above it, under an alias"
                            .formatted(type.getName()));
        }
        return registration;
    }

    /**
     * What the payload stands for now: one event, unless upcasters make none or several of it.
     *
     * @throws UnknownEventTypeException if its alias or its version is not registered
     * @throws EventFormatException if it, or what became of it, cannot be read
     */
    public List<Object> decode(Payload payload) {
        try {
            return decoded(payload);
        } catch (PersistenceException told) {
            throw told;
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            // Whatever else a class, an upcaster or the codec throws; its message may quote what it was given.
            throw new EventFormatException(
                    "'%s' v%d cannot be read: that threw %s"
                            .formatted(
                                    payload.type(),
                                    payload.version(),
                                    failure.getClass().getName()),
                    null);
        }
    }

    private List<Object> decoded(Payload payload) {
        if (isCurrent(payload.type(), payload.version())) {
            return List.of(json.read(payload, typeOf(payload.type())));
        }
        if (!upcasters.knows(payload.type(), payload.version())) {
            throw Upcasters.unknown(payload.type(), payload.version());
        }
        TypedNode stored = new TypedNode(payload.type(), payload.version(), json.tree(payload));
        return upcasters.upcast(stored, this::isCurrent).stream()
                .<Object>map(node -> json.read(node, typeOf(node.type())))
                .toList();
    }

    private boolean isCurrent(String alias, int version) {
        Registration registration = byAlias.get(alias);
        return registration != null && registration.version() == version;
    }

    private Class<?> typeOf(String alias) {
        Registration registration = byAlias.get(alias);
        if (registration == null) {
            throw new IllegalStateException("Nobody registered '%s'".formatted(alias));
        }
        return registration.type();
    }

    private void checkSize(String text, Registration registration) {
        // No character takes more than three bytes: most events need not be counted.
        if (text.length() > maxSize / 3 && text.getBytes(StandardCharsets.UTF_8).length > maxSize) {
            throw new PersistRejectedException(
                    "%s takes %d bytes; an event may have %d. Store a reference to what is large"
                            .formatted(registration, text.getBytes(StandardCharsets.UTF_8).length, maxSize));
        }
    }
}

package io.nact.persistence;

import io.nact.persistence.Upcasters.Version;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Gathers {@link EventTypes}. Not for several threads. */
public final class EventTypesBuilder {

    private static final int DEFAULT_MAX_SIZE = 512 * 1024;

    private final Map<String, Registration> byAlias = new LinkedHashMap<>();

    private final Map<Class<?>, Registration> byClass = new HashMap<>();

    private final Map<Version, Upcaster> steps = new LinkedHashMap<>();

    private JsonMapper mapper = EventMapper.standard();

    private PayloadCodec codec = PayloadCodec.none();

    private int maxSize = DEFAULT_MAX_SIZE;

    EventTypesBuilder() {}

    /**
     * Adds classes with {@link EventType}; a sealed type stands for all that it permits.
     *
     * @throws InvalidEventTypesException if one has no alias, or one that another has
     */
    public EventTypesBuilder add(Class<?>... types) {
        for (Class<?> type : types) {
            addFamily(type);
        }
        return this;
    }

    /**
     * Adds a class that carries no annotation, such as one of a library.
     *
     * @throws InvalidEventTypesException if the class has another alias already, or the alias another class
     */
    public EventTypesBuilder add(Class<?> type, String alias, int version) {
        register(new Registration(type, alias, version));
        return this;
    }

    /**
     * Adds the way from an old version.
     *
     * @throws InvalidEventTypesException if there is one from this version already
     */
    public EventTypesBuilder upcast(Upcaster upcaster) {
        Version from = new Version(upcaster.type(), upcaster.fromVersion());
        if (steps.putIfAbsent(from, upcaster) != null) {
            throw new InvalidEventTypesException(
                    "There are two upcasters from %s.".formatted(from), "Make one of them.");
        }
        return this;
    }

    /** Writes and reads JSON with this mapper, not with {@link EventMapper#standard()}. */
    public EventTypesBuilder mapper(JsonMapper mapper) {
        this.mapper = mapper;
        return this;
    }

    /** Has the JSON changed on its way into the store and back, such as to encrypt what is personal. */
    public EventTypesBuilder codec(PayloadCodec codec) {
        this.codec = codec;
        return this;
    }

    /**
     * How many bytes of JSON an event may have, 512 kB unless told.
     *
     * @throws IllegalArgumentException unless positive
     */
    public EventTypesBuilder maxSize(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("An event must be allowed a byte, not " + bytes);
        }
        this.maxSize = bytes;
        return this;
    }

    /**
     * The event types.
     *
     * @throws InvalidEventTypesException if an old version of a class has no upcaster, or an upcaster leads nowhere
     */
    public EventTypes build() {
        for (Registration registration : byAlias.values()) {
            for (int old = 1; old < registration.version(); old++) {
                if (!steps.containsKey(new Version(registration.alias(), old))) {
                    throw new InvalidEventTypesException(
                            "%s has no upcaster from version %d, so that events of that version cannot be read."
                                    .formatted(registration, old),
                            "Add one; if the version was never stored, Upcaster.dropping will do.");
                }
            }
        }
        steps.keySet().forEach(this::checkReason);
        return new EventTypes(byAlias, new Upcasters(steps), new JsonText(mapper, codec), maxSize);
    }

    private void checkReason(Version from) {
        Registration registration = byAlias.get(from.type());
        if (registration != null && from.number() >= registration.version()) {
            throw new InvalidEventTypesException(
                    "There is an upcaster from %s, but the class is %s.".formatted(from, registration),
                    "Raise the version in its @EventType, or take the upcaster out.");
        }
    }

    private void addFamily(Class<?> type) {
        EventType annotation = type.getAnnotation(EventType.class);
        if (type.isSealed() && !type.isEnum()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                addFamily(permitted);
            }
            if (Modifier.isAbstract(type.getModifiers()) && annotation == null) {
                return;
            }
        }
        if (annotation == null) {
            throw new InvalidEventTypesException(
                    "%s has no alias under which it could be stored.".formatted(type.getName()),
                    "Annotate it with @EventType(\"…\"), with a name that will never change.");
        }
        if (Modifier.isAbstract(type.getModifiers()) && !type.isEnum()) {
            throw new InvalidEventTypesException(
                    "%s is abstract: what is stored under '%s' could not be made again."
                            .formatted(type.getName(), annotation.value()),
                    "Give each class below it an alias of its own.");
        }
        register(new Registration(type, annotation.value(), annotation.version()));
    }

    private void register(Registration registration) {
        if (registration.alias().isBlank()
                || registration.alias().length() > 255
                || registration.alias().startsWith("$")
                || registration.version() < 1) {
            throw new InvalidEventTypesException(
                    "%s is no name of a type.".formatted(registration),
                    "An alias has 1 to 255 characters and does not begin with $, and versions begin with 1.");
        }
        Registration sameAlias = byAlias.putIfAbsent(registration.alias(), registration);
        if (sameAlias != null && !sameAlias.equals(registration)) {
            throw new InvalidEventTypesException(
                    "%s and %s have the same alias.".formatted(sameAlias, registration),
                    "Give one of them another; one that was stored already keeps its own.");
        }
        Registration sameClass = byClass.putIfAbsent(registration.type(), registration);
        if (sameClass != null && !sameClass.equals(registration)) {
            throw new InvalidEventTypesException(
                    "%s is registered as '%s' too.".formatted(sameClass, registration.alias()),
                    "A class has one alias; an old one is read by Upcaster.renaming.");
        }
    }
}

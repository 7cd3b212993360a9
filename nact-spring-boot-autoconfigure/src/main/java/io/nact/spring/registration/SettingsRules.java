package io.nact.spring.registration;

import io.nact.BehaviorOptions;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be said of actors beside their behaviour, and what a user reads who says something else. */
final class SettingsRules {

    private static final String ACTORS = "nact.actors.";

    private SettingsRules() {}

    static boolean isDeclared(String written, List<Declaration> all) {
        String key = Spelling.key(written);
        return all.stream()
                .anyMatch(declaration -> Spelling.key(declaration.name()).equals(key));
    }

    /** The actor, or the kind of entity, that configuration means. */
    static Declaration declared(String written, List<Declaration> all) {
        String key = Spelling.key(written);
        List<Declaration> meant = all.stream()
                .filter(declaration -> Spelling.key(declaration.name()).equals(key))
                .toList();
        if (meant.isEmpty()) {
            throw unknownActor(written, all.stream().map(Declaration::name).toList());
        }
        if (meant.size() > 1) {
            throw new ActorBeanException(
                    "%s is configured, but more than one actor has that name if case and dashes are left aside:\n%s"
                            .formatted(
                                    ACTORS + written,
                                    list(meant.stream().map(Declaration::name).toList())),
                    "Name all but one of them otherwise, as by @Actor(\"another-name\") or by the name of the bean method.");
        }
        return meant.get(0);
    }

    private static ActorBeanException unknownActor(String written, List<String> names) {
        String closest = Spelling.closest(written, names);
        String remedy =
                "Configured here is what the application declares: by @Actor, @EntityActor or @EventSourcedActor, or as a bean of type ActorDefinition or EntityDefinition. Correct the name, or remove the properties.";
        return new ActorBeanException(
                "%s is configured, but no declared actor or entity has that name. %s"
                        .formatted(
                                ACTORS + written, names.isEmpty() ? "There are none." : "There are:\n" + list(names)),
                closest == null ? remedy : "Did you mean %s? %s".formatted(ACTORS + closest, remedy));
    }

    static void checkPassivation(String written, Declaration declaration, ActorOverrides overrides) {
        if (overrides.passivateAfter() != null && !declaration.entity()) {
            throw new ActorBeanException(
                    "%s.passivate-after is set, but '%s' is one actor and no kind of entity: nobody passivates it."
                            .formatted(ACTORS + written, declaration.name()),
                    "Remove the property. If there is to be one actor per id, annotate the class with @EntityActor.");
        }
    }

    /** The environment and a file may spell a name in two ways; Spring then gives both the same properties. */
    static void checkAgreement(
            String written, Declaration declaration, ActorOverrides overrides, @Nullable ActorOverrides other) {
        if (other != null && other != overrides) {
            throw new ActorBeanException(
                    "%s is configured, and under another spelling '%s' is so once more, differently."
                            .formatted(ACTORS + written, declaration.name()),
                    "Configure it as %s only.".formatted(ACTORS + declaration.name()));
        }
    }

    static void checkDispatcher(Declaration declaration, @Nullable String dispatcher, NamedDispatchers dispatchers) {
        if (dispatcher == null || dispatchers.has(dispatcher)) {
            return;
        }
        Collection<String> names = dispatchers.names();
        String closest = Spelling.closest(dispatcher, names);
        String declare = "Declare it, as by nact.dispatchers.%s.type=pool.".formatted(dispatcher);
        throw new ActorBeanException(
                "'%s' is to take its turns on dispatcher '%s', but there is none of that name. There are:\n%s\t- '%s', the system's own\n"
                        .formatted(declaration.name(), dispatcher, list(names), NamedDispatchers.DEFAULT),
                closest == null ? declare : "Did you mean '%s'? Else: %s".formatted(closest, declare));
    }

    /** A behaviour's dispatcher can be replaced, but not be taken away. */
    static void checkDefault(Declaration declaration, @Nullable String dispatcher, BehaviorOptions options) {
        if (dispatcher != null && NamedDispatchers.isDefault(dispatcher) && options.dispatcher() != null) {
            throw new ActorBeanException(
                    "'%s' is to take its turns on the system's own dispatcher, but its behaviour brings another one."
                            .formatted(declaration.name()),
                    "Remove .dispatcher(…) from the behaviour, or name one of nact.dispatchers.");
        }
    }

    static void checkSupervision(Declaration declaration, ActorOverrides overrides, BehaviorOptions options) {
        if (overrides.supervision() != null && options.asyncPolicy() != null) {
            throw new ActorBeanException(
                    "%s.supervision is configured, but the behaviour of '%s' decides about crashes asynchronously, beside which it has no place."
                            .formatted(ACTORS + declaration.name(), declaration.name()),
                    "Remove the properties, or let the behaviour decide by onCrash rather than onCrashAsync.");
        }
    }

    private static String list(Collection<String> names) {
        return names.stream().map("\t- '%s'\n"::formatted).collect(Collectors.joining());
    }
}

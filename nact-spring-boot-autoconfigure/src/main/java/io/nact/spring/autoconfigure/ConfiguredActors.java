package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.dispatch.Dispatcher;
import io.nact.spring.registration.ActorOverrides;
import io.nact.spring.registration.NamedDispatchers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;

/** What the properties say of single actors, and the dispatchers that those may choose. */
final class ConfiguredActors {

    private ConfiguredActors() {}

    /** By the names of the actors as they are written. */
    static Map<String, ActorOverrides> overrides(NactProperties properties) {
        // Two spellings of a name have equal properties, and are to be seen to agree.
        Map<ActorProperties, ActorOverrides> distinct = new HashMap<>();
        Map<String, ActorOverrides> byName = new LinkedHashMap<>();
        properties
                .actors()
                .forEach((name, actor) ->
                        byName.put(name, distinct.computeIfAbsent(actor, key -> overrides(key, properties))));
        return byName;
    }

    private static ActorOverrides overrides(ActorProperties actor, NactProperties properties) {
        return new ActorOverrides(
                actor.mailbox().factory(properties.mailbox()),
                actor.dispatcher(),
                actor.passivateAfter(),
                actor.askTimeout(),
                actor.supervision().change());
    }

    static NamedDispatchers dispatchers(ActorSystem system, NactProperties properties, Environment environment) {
        Map<String, Supplier<Dispatcher>> makers = new LinkedHashMap<>();
        properties.dispatchers().forEach((name, wanted) -> {
            ConfiguredDispatcher dispatcher = new ConfiguredDispatcher("nact.dispatchers." + name, wanted, environment);
            makers.put(name, () -> dispatcher.create(system.name() + "-" + name));
        });
        return new NamedDispatchers(system, makers);
    }
}

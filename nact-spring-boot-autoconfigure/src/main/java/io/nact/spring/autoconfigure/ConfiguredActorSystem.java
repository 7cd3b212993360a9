package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.system.ActorSystems;
import io.nact.time.Schedulers;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The actor system as the properties want it, not started yet. */
final class ConfiguredActorSystem {

    private final NactProperties properties;

    private final Environment environment;

    ConfiguredActorSystem(NactProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    ActorSystem create() {
        SystemOptions options = SystemOptions.defaults()
                .withMailbox(properties.mailbox().factory())
                .withAskTimeout(properties.askTimeout())
                .withStopTimeout(properties.shutdown().timeout())
                .withStuckAfter(properties.stuckAfter())
                .withRecentDeadLetters(properties.deadLetters().recent());
        if (properties.maxMessages() != null) {
            options = options.withMaxMessages(properties.maxMessages());
        }
        if (properties.turnTimeout() != null) {
            options = options.withTurnTimeout(properties.turnTimeout());
        }
        String name = name();
        ConfiguredDispatcher dispatcher =
                new ConfiguredDispatcher("nact.dispatcher", properties.dispatcher(), environment);
        return ActorSystems.create(
                name,
                options.withDispatcher(dispatcher.create(name))
                        // Whether the JVM stays alive is for Boot to say (spring.main.keep-alive).
                        .withScheduler(Schedulers.daemonSystemTime("nact-" + name + "-timer")));
    }

    private String name() {
        if (StringUtils.hasText(properties.name())) {
            return properties.name();
        }
        String application = environment.getProperty("spring.application.name");
        return StringUtils.hasText(application) ? application : "nact";
    }
}

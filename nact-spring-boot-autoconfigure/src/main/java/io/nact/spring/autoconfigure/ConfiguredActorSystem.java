package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.system.ActorSystems;
import io.nact.time.Schedulers;
import java.util.List;
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

    ActorSystem create(List<SystemOptionsCustomizer> customizers) {
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
        // Before the customizers, which may want to go around the dispatcher rather than choose another.
        options = options.withDispatcher(
                new ConfiguredDispatcher("nact.dispatcher", properties.dispatcher(), environment).create(name));
        for (SystemOptionsCustomizer customizer : customizers) {
            options = customizer.customize(options);
        }
        if (options.scheduler() == null) {
            // Whether the JVM stays alive is for Boot to say (spring.main.keep-alive).
            options = options.withScheduler(Schedulers.daemonSystemTime("nact-" + name + "-timer"));
        }
        return ActorSystems.create(name, options);
    }

    private String name() {
        if (StringUtils.hasText(properties.name())) {
            return properties.name();
        }
        String application = environment.getProperty("spring.application.name");
        return StringUtils.hasText(application) ? application : "nact";
    }
}

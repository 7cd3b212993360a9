package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.spring.autoconfigure.NactProperties.Dispatcher.Type;
import io.nact.system.ActorSystems;
import io.nact.time.Schedulers;
import java.util.List;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.thread.Threading;
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
                .withMailbox(Mailboxes.bounded(properties.mailbox().capacity(), overflow()))
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
        options = options.withDispatcher(dispatcher(name))
                // Whether the JVM stays alive is for Boot to say (spring.main.keep-alive).
                .withScheduler(Schedulers.daemonSystemTime("nact-" + name + "-timer"));
        for (SystemOptionsCustomizer customizer : customizers) {
            options = customizer.customize(options);
        }
        return ActorSystems.create(name, options);
    }

    private Overflow overflow() {
        return switch (properties.mailbox().overflow()) {
            case REJECT -> Overflow.reject();
            case DROP_NEWEST -> Overflow.dropNewest();
            case DROP_OLDEST -> Overflow.dropOldest();
            case BLOCK -> Overflow.block(properties.mailbox().blockTimeout());
        };
    }

    private String name() {
        if (StringUtils.hasText(properties.name())) {
            return properties.name();
        }
        String application = environment.getProperty("spring.application.name");
        return StringUtils.hasText(application) ? application : "nact";
    }

    private Dispatcher dispatcher(String name) {
        NactProperties.Dispatcher wanted = properties.dispatcher();
        if (wanted.type() == Type.VIRTUAL) {
            return virtualThreads(name);
        }
        if (wanted.type() == Type.AUTO && Threading.VIRTUAL.isActive(environment)) {
            return Dispatchers.virtualThreads(name);
        }
        Integer parallelism = wanted.parallelism();
        return parallelism == null ? Dispatchers.workStealing(name) : Dispatchers.workStealing(name, parallelism);
    }

    private static Dispatcher virtualThreads(String name) {
        try {
            return Dispatchers.virtualThreads(name);
        } catch (UnsupportedOperationException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "nact.dispatcher.type",
                    "virtual",
                    "JDK %d has no virtual threads. Run the application on JDK 21 or later, or set the property to auto or pool."
                            .formatted(Runtime.version().feature()),
                    e);
        }
    }
}

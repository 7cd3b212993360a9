package io.nact.spring.autoconfigure;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The time for the end of the actor system: what the property says, but less than Spring waits, which afterwards closes
 * what actors use whether or not they have stopped.
 */
final class ShutdownTime {

    private static final Logger log = LoggerFactory.getLogger(ShutdownTime.class);

    private static final String OF_SPRING = "spring.lifecycle.timeout-per-shutdown-phase";

    private static final Duration DEFAULT_OF_SPRING = Duration.ofSeconds(30);

    private ShutdownTime() {}

    static Duration of(NactProperties properties, Environment environment) {
        Duration wanted = properties.shutdown().timeout();
        Duration phase = Binder.get(environment).bind(OF_SPRING, Duration.class).orElse(DEFAULT_OF_SPRING);
        if (wanted.compareTo(phase) < 0) {
            return wanted;
        }
        Duration capped = phase.multipliedBy(9).dividedBy(10);
        log.warn(
                "nact.shutdown.timeout ({}) is not below {} ({}), which is all that Spring waits: actors are given {}. Lower the one or raise the other",
                wanted,
                OF_SPRING,
                phase,
                capped);
        return capped;
    }
}

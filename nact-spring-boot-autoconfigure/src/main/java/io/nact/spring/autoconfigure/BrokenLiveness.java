package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ConfigurableApplicationContext;

/** Tells who looks after the application that only a new process helps: an error of the JVM has stopped the actor system. */
final class BrokenLiveness {

    private BrokenLiveness() {}

    static void publishAfterFatalError(ActorSystem system, ConfigurableApplicationContext context) {
        system.whenStopped()
                .thenRun(() -> system.fatalError().ifPresent(error -> {
                    if (!context.isClosed()) {
                        AvailabilityChangeEvent.publish(context, error, LivenessState.BROKEN);
                    }
                }));
    }
}

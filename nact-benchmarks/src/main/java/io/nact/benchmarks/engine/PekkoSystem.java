package io.nact.benchmarks.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/** Pekko's system with two threads for actors, silent, and all else as it comes. */
final class PekkoSystem {

    private static final Config CONFIG = ConfigFactory.parseString("""
            pekko {
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              actor.default-dispatcher.fork-join-executor {
                parallelism-min = 2
                parallelism-max = 2
              }
            }
            """);

    private PekkoSystem() {}

    static ActorSystem start() {
        return ActorSystem.create("benchmark", CONFIG.withFallback(ConfigFactory.load()));
    }

    static void stop(ActorSystem system) {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}

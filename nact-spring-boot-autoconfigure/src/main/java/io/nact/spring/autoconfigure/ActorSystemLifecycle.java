package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.spring.registration.DeclaredActors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the actors after all singletons and before the web server, and stops them after it, while what they use is
 * still there.
 */
final class ActorSystemLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ActorSystemLifecycle.class);

    /** Below the web server's. The constant is compiled in, so that the class need not be there. */
    private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;

    private final ActorSystem system;

    private final DeclaredActors actors;

    private volatile boolean running;

    private volatile boolean stopped;

    ActorSystemLifecycle(ActorSystem system, DeclaredActors actors) {
        this.system = system;
        this.actors = actors;
    }

    @Override
    public void start() {
        if (stopped) {
            throw new IllegalStateException(
                    "Actor system '%s' has been stopped and cannot start again: refresh a new application context"
                            .formatted(system.name()));
        }
        running = true; // from here on there is something to stop, also if an actor cannot start
        actors.spawn();
        system.start();
        actors.awaitFirstInstances();
    }

    /** Stops on a thread of its own: waiting for actors must not keep Spring from stopping others of the phase. */
    @Override
    public void stop(Runnable callback) {
        Thread stopping = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                "nact-stop-" + system.name());
        stopping.start();
    }

    @Override
    public void stop() {
        stopped = true;
        try {
            system.stop().join();
        } catch (RuntimeException e) {
            log.error("Actor system '{}' did not stop in order", system.name(), e);
        } finally {
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Spring pauses test contexts that lie idle in its cache; an actor system that has stopped cannot start again. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.spring.registration.DeclaredActors;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the actors after all singletons and before the web server. After the web server it has them handle what waits and
 * then stops them, while what they use is still there.
 */
final class ActorSystemLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ActorSystemLifecycle.class);

    /** Below the web server's. The constant is compiled in, so that the class need not be there. */
    private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;

    private final ActorSystem system;

    private final DeclaredActors actors;

    private final Duration time;

    private volatile boolean running;

    private volatile boolean stopped;

    /** With that much time for the end of the actors. */
    ActorSystemLifecycle(ActorSystem system, DeclaredActors actors, Duration time) {
        this.system = system;
        this.actors = actors;
        this.time = time;
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
        if (system.isRunning()) {
            log.info(
                    "Stopping the actors of '{}': about {} messages wait, and have up to {} s with all that follows",
                    system.name(),
                    system.metrics().load().waiting(),
                    time.toSeconds());
        }
        try {
            system.stopAfterDrain(time).get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.error(
                    "Actor system '{}' has not stopped within {}, and what it uses closes now: raise nact.shutdown.timeout",
                    system.name(),
                    time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
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

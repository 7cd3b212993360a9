package io.nact.spring.projection;

import io.nact.persistence.projection.Projections;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the projections after the actors, whom their handlers may tell something, and before the web server; and ends them
 * before the actors.
 */
public final class ProjectionsLifecycle implements SmartLifecycle {

    /** Above that of the actors. The constant is compiled in, so that the class need not be there. */
    private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 512;

    private final Projections projections;

    private volatile boolean running;

    public ProjectionsLifecycle(Projections projections) {
        this.projections = projections;
    }

    @Override
    public void start() {
        running = true;
        projections.start();
    }

    @Override
    public void stop() {
        projections.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Spring pauses test contexts that lie idle in its cache; projections that have ended cannot start again. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

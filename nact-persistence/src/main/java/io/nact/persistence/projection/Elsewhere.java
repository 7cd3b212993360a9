package io.nact.persistence.projection;

import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far those projections are that do not run in this process. Whoever asks does not wait: a thread looks now and then, and
 * until it has, what was known before is true, which is less.
 */
final class Elsewhere {

    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ProjectionStore store;

    private final Closing closing;

    private long lookedAt = System.nanoTime() - FRESH_NANOS;

    private boolean looking;

    Elsewhere(ProjectionStore store, Closing closing) {
        this.store = store;
        this.closing = closing;
    }

    /** Has somebody look, unless all are here or somebody has looked of late. */
    synchronized void refresh(Collection<Runner> runners) {
        boolean fresh = looking || System.nanoTime() - lookedAt < FRESH_NANOS;
        if (fresh
                || closing.hasBegun()
                || runners.stream().allMatch(runner -> runner.standing().isOn())) {
            return;
        }
        looking = true;
        Thread thread = new Thread(() -> look(runners), "nact-projections-elsewhere");
        thread.setDaemon(true);
        thread.start();
    }

    private void look(Collection<Runner> runners) {
        try {
            Map<String, ProjectionProgress> all = store.all();
            for (Runner runner : runners) {
                ProjectionProgress progress = all.get(runner.projection().name());
                if (progress != null) {
                    runner.standing().elsewhere(progress);
                }
            }
        } catch (RuntimeException unavailable) {
            LOG.debug("How far projections are elsewhere could not be read", unavailable);
        } finally {
            looked();
        }
    }

    private synchronized void looked() {
        looking = false;
        lookedAt = System.nanoTime();
    }
}

package io.nact.persistence.projection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of events that cannot be handled. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final String name;

    private final FailurePolicy policy;

    private final Place place;

    private final Standing standing;

    private long position = -1;

    private int times;

    Failures(String name, FailurePolicy policy, Place place, Standing standing) {
        this.name = name;
        this.policy = policy;
        this.place = place;
        this.standing = standing;
    }

    /** From now on everything counts as failing for the first time. */
    void forget() {
        position = -1;
    }

    /** Tries again some times, and then gives up. Everything before the event has been handled. */
    Rest of(EventFailure failure) throws Exception {
        times = failure.position() == position ? times + 1 : 1;
        position = failure.position();
        if (times <= policy.retries()) {
            return again(failure);
        }
        boolean done = policy.then() == FailurePolicy.Then.SKIP ? skip(failure) : stop(failure);
        return done ? Rest.NONE : Rest.IDLE;
    }

    private Rest again(EventFailure failure) {
        standing.troubled(failure.text());
        LOG.warn(
                "Projection '{}' tries again in {} ({} of {}): {}",
                name,
                policy.wait(times),
                times,
                policy.retries(),
                failure.text());
        LOG.debug("The exception, which may quote the event", failure.getCause());
        return Rest.waiting(policy.wait(times));
    }

    private boolean skip(EventFailure failure) throws Exception {
        boolean done = place.change(progress -> progress.at(failure.position()));
        if (done) {
            LOG.warn("Projection '{}' goes on without {}", name, failure.text());
            place.reach(failure.position());
        }
        return done;
    }

    private boolean stop(EventFailure failure) throws Exception {
        boolean done = place.change(progress -> progress.stop(failure.position(), failure.text()));
        if (done) {
            LOG.error("Projection '{}' stops, until it is resumed or the event is skipped: {}", name, failure.text());
        }
        return done;
    }
}

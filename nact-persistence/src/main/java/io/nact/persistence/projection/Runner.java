package io.nact.persistence.projection;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one projection: looks, and rests when there is nothing to do. While nothing is new it looks ever less often;
 * while the store fails, too. Whatever is thrown, it goes on.
 */
final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private static final long SHORTEST_MILLIS = 100;

    private static final long LONGEST_TROUBLE_MILLIS = 10_000;

    private static final int MOST_DOUBLINGS = 10;

    private final EventProjection projection;

    private final Follower follower;

    private final Standing standing;

    private final Closing closing;

    private final long pollMillis;

    private final Bell bell = new Bell();

    private final Thread thread;

    private int troubles;

    /** With this for the longest rest. */
    Runner(EventProjection projection, Follower follower, Standing standing, Closing closing, Duration pollInterval) {
        this.projection = projection;
        this.follower = follower;
        this.standing = standing;
        this.closing = closing;
        this.pollMillis = pollInterval.toMillis();
        this.thread = new Thread(this::run, "nact-projection-" + projection.name());
        thread.setDaemon(true);
    }

    EventProjection projection() {
        return projection;
    }

    Standing standing() {
        return standing;
    }

    Bell bell() {
        return bell;
    }

    /** Before this returns, the store knows the projection. */
    void start() throws InterruptedException {
        follower.begin();
        standing.switched(true);
        thread.start();
    }

    private void run() {
        int idle = 0;
        while (!closing.hasBegun()) {
            try {
                Rest rest = look();
                boolean woken = pause(rest, idle);
                idle = woken || rest.kind() != Rest.Kind.IDLE ? 0 : idle + 1;
            } catch (InterruptedException interrupted) {
                LOG.debug("Projection '{}' was interrupted", projection.name()); // by somebody whose business it is not
            }
        }
        standing.switched(false);
    }

    private Rest look() throws InterruptedException {
        try {
            Rest rest = follower.look();
            troubles = 0;
            return rest;
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception | Error failure) {
            return troubled(failure);
        }
    }

    private Rest troubled(Throwable failure) {
        String text = FailureText.of(failure);
        standing.troubled(text);
        if (troubles == 0) {
            LOG.warn("Projection '{}' cannot go on, and tries again and again: {}", projection.name(), text);
        }
        long millis = doubled(troubles++, LONGEST_TROUBLE_MILLIS);
        return Rest.waiting(Duration.ofMillis(millis));
    }

    private boolean pause(Rest rest, int idle) throws InterruptedException {
        return switch (rest.kind()) {
            case NONE -> true;
            case IDLE -> bell.await(doubled(idle, pollMillis), true);
            case WAITING -> bell.await(rest.time().toMillis(), false);
        };
    }

    private static long doubled(int times, long longest) {
        return Math.min(longest, SHORTEST_MILLIS << Math.min(times, MOST_DOUBLINGS));
    }

    /**
     * Waits for what is being handled. What goes on after that is not interrupted: a thread that is within a driver might take
     * the database with it, as H2's does.
     */
    void awaitEnd(Duration time) throws InterruptedException {
        thread.join(Math.max(1, time.toMillis()));
        if (thread.isAlive()) {
            LOG.warn(
                    "Projection '{}' has not ended in time: its event is still being handled, and may be handled again",
                    projection.name());
        }
    }
}

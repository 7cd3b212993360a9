package io.nact.persistence.projection;

import java.time.Duration;

/**
 * What becomes of an event that a projection cannot handle: it is tried again some times, with a wait that doubles each time,
 * and then the projection stops before it, or goes on without it.
 *
 * @param retries how often it is tried again
 * @param firstWait the wait before the first of these
 * @param longestWait the longest wait
 * @param then what is done if all have failed
 */
public record FailurePolicy(int retries, Duration firstWait, Duration longestWait, Then then) {

    private static final int RETRIES = 30;

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** What is done with an event that could not be handled. */
    public enum Then {
        /** The projection stops before it, for all that run it, until somebody resumes it or skips the event. */
        STOP,
        /** The projection goes on without it. */
        SKIP
    }

    public FailurePolicy {
        if (retries < 0) {
            throw new IllegalArgumentException("An event is tried again 0 times or more, not " + retries);
        }
        if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("The waits between tries need 0 < first <= longest, not %s and %s"
                    .formatted(firstWait, longestWait));
        }
    }

    /** Stops after thirty retries within about four minutes: what restarts meanwhile does no harm. */
    public static FailurePolicy stopping() {
        return new FailurePolicy(RETRIES, FIRST_WAIT, LONGEST_WAIT, Then.STOP);
    }

    /** The same with so many retries. */
    public FailurePolicy retries(int times) {
        return new FailurePolicy(times, firstWait, longestWait, then);
    }

    /** The same with waits from {@code first} to {@code longest}. */
    public FailurePolicy waits(Duration first, Duration longest) {
        return new FailurePolicy(retries, first, longest, then);
    }

    /** The same with this in the end. */
    public FailurePolicy then(Then end) {
        return new FailurePolicy(retries, firstWait, longestWait, end);
    }

    /** The wait before this retry, from 1. */
    Duration wait(int retry) {
        Duration wait = firstWait;
        for (int i = 1; i < retry && wait.compareTo(longestWait) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
}

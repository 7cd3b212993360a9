package io.nact.persistence.projection;

import java.time.Duration;

/**
 * What may be told of all projections that run together. Each {@code with} method answers a changed copy.
 *
 * @param pollInterval the longest time from one look for new events to the next; what is stored in this process is seen at
 *     once
 * @param batchSize how many events are handled in one transaction at most; with {@link ProjectionMode#AT_LEAST_ONCE} it is
 *     one
 * @param failures what becomes of an event that cannot be handled, unless the projection says otherwise
 * @param closeTimeout how long the end waits for what is being handled
 */
public record ProjectionOptions(Duration pollInterval, int batchSize, FailurePolicy failures, Duration closeTimeout) {

    private static final Duration LONGEST_POLL = Duration.ofHours(1);

    public ProjectionOptions {
        if (pollInterval.isNegative() || pollInterval.toMillis() == 0 || pollInterval.compareTo(LONGEST_POLL) > 0) {
            throw new IllegalArgumentException(
                    "Projections look for events every millisecond to every hour, not every " + pollInterval);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("At least one event must be handled at a time, not " + batchSize);
        }
        if (closeTimeout.isNegative()) {
            throw new IllegalArgumentException("The end cannot wait for " + closeTimeout);
        }
    }

    /** A look each second at least, a hundred events in a transaction, four minutes of retries and then a stop, five seconds to end. */
    public static ProjectionOptions defaults() {
        return new ProjectionOptions(Duration.ofSeconds(1), 100, FailurePolicy.stopping(), Duration.ofSeconds(5));
    }

    /** The same with so much time between looks. */
    public ProjectionOptions withPollInterval(Duration interval) {
        return new ProjectionOptions(interval, batchSize, failures, closeTimeout);
    }

    /** The same with so many events in a transaction. */
    public ProjectionOptions withBatchSize(int events) {
        return new ProjectionOptions(pollInterval, events, failures, closeTimeout);
    }

    /** The same with this for what cannot be handled. */
    public ProjectionOptions withFailures(FailurePolicy policy) {
        return new ProjectionOptions(pollInterval, batchSize, policy, closeTimeout);
    }

    /** The same with so much time for the end. */
    public ProjectionOptions withCloseTimeout(Duration timeout) {
        return new ProjectionOptions(pollInterval, batchSize, failures, timeout);
    }
}

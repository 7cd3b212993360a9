package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.projection.FailurePolicy;
import io.nact.persistence.projection.ProjectionOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code nact.persistence.projection}.
 *
 * @param pollInterval Longest time until a projection sees what another process has stored.
 * @param batchSize Number of events that a projection handles in one transaction at most.
 * @param maxRetries Number of times that an event is tried again before its projection stops, or skips it. The waits grow to ten seconds.
 */
@ConfigurationProperties("nact.persistence.projection")
record NactProjectionProperties(
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("100") int batchSize,
        @DefaultValue("30") int maxRetries) {

    NactProjectionProperties {
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "nact.persistence.projection.poll-interval must be at least a millisecond, not " + pollInterval);
        }
        atLeast(1, "nact.persistence.projection.batch-size", batchSize);
        atLeast(0, "nact.persistence.projection.max-retries", maxRetries);
    }

    private static void atLeast(int least, String property, int value) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be at least %d, not %d".formatted(property, least, value));
        }
    }

    ProjectionOptions options() {
        return ProjectionOptions.defaults()
                .withPollInterval(pollInterval)
                .withBatchSize(batchSize)
                .withFailures(failures());
    }

    FailurePolicy failures() {
        return FailurePolicy.stopping().retries(maxRetries);
    }
}

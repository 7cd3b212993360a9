package io.nact.spring.metrics;

import io.nact.metrics.ActorMetrics;
import io.nact.metrics.ActorMetrics.Snapshot;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the gauges of one registry read. All actors are looked at once for all gauges that are read one after the other, and
 * again when the first of them is read again: so a scrape costs one walk, and a value is never told twice.
 */
final class SharedLook {

    /** How long a look serves those that are still to be read. */
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(100);

    private final ActorMetrics metrics;

    private final Set<Object> readers = new HashSet<>();

    private @Nullable Snapshot latest;

    private long lookedAt;

    SharedLook(ActorMetrics metrics) {
        this.metrics = metrics;
    }

    /** For the gauge whose this is, by identity or equality. */
    synchronized Snapshot by(Object gauge) {
        Snapshot shared = latest;
        boolean first = readers.add(gauge);
        if (shared == null || !first || System.nanoTime() - lookedAt > FRESH) {
            shared = metrics.snapshot();
            latest = shared;
            lookedAt = System.nanoTime();
            readers.clear();
            readers.add(gauge);
        }
        return shared;
    }
}

package io.nact.dashboard;

import io.nact.ActorSystem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * All who look at the stream. There is a thread that samples from when the first one comes until the last one has gone, and
 * nothing of it otherwise. Their streams end before the web server waits for its last requests, as these would never end.
 */
final class Viewers implements SmartLifecycle {

    /** A bit less than a second, so that an actor seen with the same message twice shows within two. */
    private static final Duration EACH = Duration.ofMillis(900);

    /** Each keeps a connection open. */
    static final int MOST = 100;

    /** Whether somebody may look is asked when a stream is opened. Hence it ends after a while, and the page opens another. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** Browsers come back to a stream that has ended, and what failed fails again. */
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Viewers.class);

    private final ActorSystem system;

    private final Function<Sample, String> writer;

    private final LongSupplier nanoTime;

    /** With the time when each came. */
    private final Map<Viewer, Long> viewers = new LinkedHashMap<>();

    private @Nullable Sampling sampling;

    private boolean running;

    private @Nullable Long warnedAt;

    Viewers(ActorSystem system, Function<Sample, String> writer, LongSupplier nanoTime) {
        this.system = system;
        this.writer = writer;
        this.nanoTime = nanoTime;
    }

    /** Whether there was room for one more. It sees the last sample at once, or the first one soon. */
    synchronized boolean add(Viewer viewer) {
        if (!running || isFull()) {
            return false;
        }
        if (sampling == null) {
            sampling = new Sampling();
        } else if (sampling.last != null) {
            viewer.show(sampling.last);
        }
        viewers.put(viewer, nanoTime.getAsLong());
        return true;
    }

    synchronized boolean isFull() {
        return viewers.size() >= MOST;
    }

    synchronized void remove(Viewer viewer) {
        if (viewers.remove(viewer) != null && viewers.isEmpty()) {
            rest();
        }
    }

    private synchronized List<Viewer> removeAll() {
        List<Viewer> all = List.copyOf(viewers.keySet());
        viewers.clear();
        rest();
        return all;
    }

    private synchronized List<Viewer> removeOld() {
        long now = nanoTime.getAsLong();
        List<Viewer> old = viewers.entrySet().stream()
                .filter(viewer -> now - viewer.getValue() >= LONGEST.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(this::remove);
        return old;
    }

    private synchronized void rest() {
        if (sampling != null) {
            sampling.close();
            sampling = null;
        }
    }

    synchronized boolean isSampling() {
        return sampling != null;
    }

    private synchronized List<Viewer> seen(Sampling by, String sample) {
        by.last = sample;
        return by == sampling ? List.copyOf(viewers.keySet()) : List.of();
    }

    /** Nobody is left with a stream on which nothing comes any more. */
    private void failed(Sampling by, Throwable failure) {
        List<Viewer> left;
        boolean warn;
        synchronized (this) {
            if (by != sampling) {
                return;
            }
            left = removeAll();
            long now = nanoTime.getAsLong();
            warn = warnedAt == null || now - warnedAt >= BETWEEN_WARNINGS.toNanos();
            warnedAt = warn ? Long.valueOf(now) : warnedAt;
        }
        left.forEach(Viewers::end);
        if (warn) {
            log.warn("The streams of the page have ended: looking at '{}' failed", system.name(), failure);
        }
    }

    private static void end(Viewer viewer) {
        try {
            viewer.end();
        } catch (RuntimeException e) {
            log.debug("A stream of the page was over before it could be ended", e);
        }
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public void stop() {
        List<Viewer> left;
        synchronized (this) {
            running = false;
            left = removeAll();
        }
        left.forEach(Viewers::end);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    /** Samples until it is closed. */
    private final class Sampling implements AutoCloseable {

        private final Sampler sampler = new Sampler(system);

        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "nact-dashboard");
            thread.setDaemon(true);
            return thread;
        });

        /** Guarded by the viewers. */
        private @Nullable String last;

        Sampling() {
            clock.scheduleAtFixedRate(this::sample, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void sample() {
            try {
                String sample = writer.apply(sampler.next());
                removeOld().forEach(Viewers::end);
                seen(this, sample).forEach(viewer -> viewer.show(sample));
            } catch (Throwable e) { // of which a clock would tell nobody, and then stop
                failed(this, e);
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
            sampler.close();
        }
    }
}

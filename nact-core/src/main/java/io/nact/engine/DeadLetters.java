package io.nact.engine;

import io.nact.ActorRef;
import io.nact.event.DeadLetter.Reason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what nobody handled, and logs a bounded part of it. */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private static final int LOGGED_PER_INTERVAL = 10;

    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

    private final AtomicLong intervalStart = new AtomicLong(System.nanoTime());

    private final AtomicLong inInterval = new AtomicLong();

    DeadLetters() {
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /** Counts one whose sender learns of it otherwise. */
    @SuppressWarnings("NullAway") // the map has every reason
    void count(Reason reason) {
        counts.get(reason).increment();
    }

    @SuppressWarnings("NullAway") // the map has every reason
    long counted(Reason reason) {
        return counts.get(reason).sum();
    }

    void add(ActorRef<?> receiver, Object message, Reason reason) {
        count(reason);
        if (!log.isInfoEnabled()) {
            return;
        }
        long now = System.nanoTime();
        long start = intervalStart.get();
        if (now - start > INTERVAL_NANOS && intervalStart.compareAndSet(start, now)) {
            long quiet = inInterval.getAndSet(0) - LOGGED_PER_INTERVAL;
            if (quiet > 0) {
                log.info("{} more dead letters were not logged", quiet);
            }
        }
        if (inInterval.incrementAndGet() <= LOGGED_PER_INTERVAL) {
            log.info(
                    "Dead letter: {} to {} ({})",
                    message.getClass().getSimpleName(),
                    receiver.path(),
                    reason.name().toLowerCase(Locale.ROOT));
        }
    }
}

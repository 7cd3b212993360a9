package io.nact.engine;

import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often messages of one name ended in each way, at the actors of one type. Any thread.
 *
 * <p>Those that were handled well, which is what happens to nearly all, the threads count each for itself; they are summed
 * when somebody asks.
 */
final class MessageCounts {

    private static final int FIRST_SWEEP = 32;

    private final TypeStats type;

    private final String message;

    /** Each made when the first message ends so. */
    private final AtomicReferenceArray<LongAdder> counts = new AtomicReferenceArray<>(Outcome.values().length);

    /** By the threads themselves. Guarded by the monitor, as the next. */
    private final List<Tallied> tallied = new ArrayList<>(2);

    /** What threads that have ended had counted. */
    private long before;

    private int sweepAt = FIRST_SWEEP;

    MessageCounts(TypeStats type, String message) {
        this.type = type;
        this.message = message;
    }

    /** What they are called. */
    String message() {
        return message;
    }

    /** One has ended so. */
    void add(Outcome outcome) {
        counter(outcome).increment();
    }

    /** One thread counts by itself from now on. */
    void add(Tallied byThread) {
        // What it counts is known of before it counts.
        counter(Outcome.HANDLED);
        synchronized (this) {
            if (tallied.size() >= sweepAt) {
                sweep();
                sweepAt = Math.max(FIRST_SWEEP, 2 * tallied.size());
            }
            tallied.add(byThread);
        }
    }

    private LongAdder counter(Outcome outcome) {
        LongAdder known = counts.get(outcome.ordinal());
        return known != null ? known : begin(outcome);
    }

    private LongAdder begin(Outcome outcome) {
        LongAdder begun = new LongAdder();
        LongAdder known = counts.compareAndExchange(outcome.ordinal(), null, begun);
        if (known != null) {
            return known;
        }
        type.counts(new Counted.Messages(message, outcome), () -> count(outcome));
        return begun;
    }

    /** How many have ended so. */
    long count(Outcome outcome) {
        LongAdder shared = counts.get(outcome.ordinal());
        if (shared == null) {
            return 0;
        }
        return outcome == Outcome.HANDLED ? shared.sum() + byThreads() : shared.sum();
    }

    private synchronized long byThreads() {
        sweep();
        long sum = before;
        for (Tallied byThread : tallied) {
            sum += byThread.count();
        }
        return sum;
    }

    /** Keeps of threads that have ended only what they have counted. */
    private void sweep() {
        tallied.removeIf(byThread -> {
            boolean ended = byThread.isFinal();
            before += ended ? byThread.count() : 0;
            return ended;
        });
    }
}

package io.nact.tests;

import io.nact.time.Scheduler;
import io.nact.time.Schedulers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** The machine's clock, with a count of what is still due. */
final class CountedTimers implements Scheduler {

    private final Scheduler clock;

    private final LongAdder pending = new LongAdder();

    CountedTimers(String threadName) {
        clock = Schedulers.systemTime(threadName);
    }

    /** How many have neither run nor been called off. */
    long pending() {
        return pending.sum();
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        AtomicBoolean over = new AtomicBoolean();
        pending.increment();
        Timer timer = clock.schedule(delay, () -> {
            ends(over);
            task.run();
        });
        return () -> {
            ends(over);
            timer.cancel();
        };
    }

    private void ends(AtomicBoolean over) {
        if (over.compareAndSet(false, true)) {
            pending.decrement();
        }
    }

    @Override
    public void close() {
        clock.close();
    }
}

package io.nact.jfr;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets a bounded part of the same events through each second, and counts the others. Any thread. */
/*
 * Several threads may find a second over at once: one of them begins the next, and the others are counted to either, so
 * that a few more get through. None is lost from the count.
 */
final class Throttle {

    static final int PER_SECOND = 100;

    /** Answered for one that is left out. */
    static final long KEPT_BACK = -1;

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong secondBegan = new AtomicLong(Long.MIN_VALUE);

    private final AtomicInteger inSecond = new AtomicInteger();

    private final AtomicLong keptBack = new AtomicLong();

    /** How many were left out since the last one that got through; {@link #KEPT_BACK} if this one is. */
    long admit(long now) {
        long began = secondBegan.get();
        if ((began == Long.MIN_VALUE || now - began >= SECOND) && secondBegan.compareAndSet(began, now)) {
            inSecond.set(0);
        }
        if (inSecond.get() >= PER_SECOND || inSecond.incrementAndGet() > PER_SECOND) {
            keptBack.incrementAndGet();
            return KEPT_BACK;
        }
        return keptBack.getAndSet(0);
    }
}

package io.nact.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * Which of the messages that are told to actors of one type have their wait and their turn measured: all, as long as that are
 * few, and otherwise every second, fourth and so on up to the 256th, so that about a thousand a second are, or one of 256
 * if that is more. Any thread.
 *
 * <p>Nobody counts the messages for that: whoever sends one that is measured looks how long the ones before it have taken to
 * come. So a burst is noticed within so many messages, and its end with the first message after it that is measured.
 *
 * <p>Two that count at once may lose one of both, or judge the same time twice: the choice is somewhat coarser then, and
 * either is as good.
 */
final class Sampling {

    private static final VarHandle MASK;

    static {
        try {
            MASK = MethodHandles.lookup().findVarHandle(Sampling.class, "mask", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How many measured ones tell how fast they come, if a second has not passed before. */
    private static final int JUDGED = 256;

    /** So many are to be measured in a second. */
    private static final long ENOUGH = 1_000;

    private static final int MOST_SELDOM = 256;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Every how many, less one: a power of two less one. By MASK, opaque: whoever reads an older one is as good. */
    private int mask;

    private int measured;

    private long since;

    /** Whether to measure the message of this number; of consecutive numbers every so manieth. */
    boolean takes(int number) {
        return (number & (int) MASK.getOpaque(this)) == 0;
    }

    /** One that is measured has been sent, at that time. */
    void measured(long now) {
        int seen = measured;
        if (seen == 0) {
            since = now;
        }
        measured = ++seen;
        long took = now - since;
        if (seen == JUDGED || took > SECOND) {
            measured = 0;
            MASK.setOpaque(this, every(seen, took) - 1);
        }
    }

    /** Every how many to measure, if so many have been in that time. */
    private int every(int seen, long took) {
        double messages = (double) seen * ((int) MASK.getOpaque(this) + 1);
        double tooMany = messages / ENOUGH * SECOND / Math.max(1, took);
        int every = 1;
        while (every < tooMany && every < MOST_SELDOM) {
            every *= 2;
        }
        return every;
    }
}

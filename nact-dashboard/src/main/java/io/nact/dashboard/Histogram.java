package io.nact.dashboard;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Durations of late, in buckets that are an eighth of a power of two wide: a quantile is too high by an eighth at most.
 * Many threads record; one {@linkplain #fade() fades} what is old.
 */
final class Histogram {

    private static final int PARTS = 3;

    /** What one duration counts, so that it can fade in steps. */
    private static final int WEIGHT = 32;

    private final AtomicIntegerArray buckets = new AtomicIntegerArray((Long.SIZE - PARTS + 1) << PARTS);

    void record(long nanos) {
        buckets.addAndGet(bucket(Math.max(0, nanos)), WEIGHT);
    }

    /** Takes a fifth away from everything. Something that has happened once is forgotten after a dozen times. */
    void fade() {
        for (int i = 0; i < buckets.length(); i++) {
            int weight = buckets.get(i);
            if (weight > 0) {
                buckets.addAndGet(i, -(weight + 4) / 5);
            }
        }
    }

    /** Seconds that this share of the durations did not exceed; null if there are none. */
    @Nullable
    Double quantile(double share) {
        long all = 0;
        for (int i = 0; i < buckets.length(); i++) {
            all += buckets.get(i);
        }
        if (all == 0) {
            return null;
        }
        long left = (long) Math.ceil(all * share);
        int i = -1;
        while (left > 0 && i < buckets.length() - 1) {
            left -= buckets.get(++i);
        }
        return highest(Math.max(i, 0)) / 1e9;
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PARTS);
        return (shift << PARTS) + (int) (nanos >>> shift);
    }

    private static long highest(int bucket) {
        int shift = Math.max(0, (bucket >>> PARTS) - 1);
        long parts = bucket - ((long) shift << PARTS);
        return ((parts + 1) << shift) - 1;
    }
}

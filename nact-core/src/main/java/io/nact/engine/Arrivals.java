package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to which message one mailbox had been filled at which look, as far as messages from then still wait. So it is known
 * since when a message waits at least, although nobody has put down when it was sent.
 */
final class Arrivals {

    /** Beyond that every second one is forgotten: then what has waited for long is seen less finely. */
    private static final int MOST = 64;

    private long[] looks = new long[2];

    /** The number of the newest message at each look; rising, as numbers go that wrap around. */
    private int[] newest = new int[2];

    private int size;

    /** What waited first outside the mailbox at the last look. */
    private @Nullable Envelope outside;

    private long outsideSince;

    private int look;

    /** At a look, the messages from the oldest number to the newest one wait. Answers since when the oldest does. */
    long since(long now, int oldestNumber, int newestNumber) {
        int gone = 0;
        while (gone < size && newest[gone] - oldestNumber < 0) {
            gone++;
        }
        forget(gone);
        if (size == 0 || newest[size - 1] - newestNumber < 0) {
            put(now, newestNumber);
        }
        return looks[0];
    }

    /** At a look, this one waits first outside the mailbox. Answers since when. */
    long outsideSince(long now, Envelope first) {
        if (first != outside) {
            outside = first;
            outsideSince = since(now, first.number());
        }
        return outsideSince;
    }

    /** Since when one waits that is not in the mailbox any more; what has been stashed has no number, and waits from now on. */
    private long since(long now, int number) {
        for (int i = 0; i < size && number != 0; i++) {
            if (newest[i] - number >= 0) {
                return looks[i];
            }
        }
        return now;
    }

    void lookedAt(int number) {
        look = number;
    }

    /** The number of the last look of which it knows. */
    int look() {
        return look;
    }

    private void forget(int first) {
        if (first > 0) {
            size -= first;
            System.arraycopy(looks, first, looks, 0, size);
            System.arraycopy(newest, first, newest, 0, size);
        }
    }

    private void put(long now, int number) {
        if (size == MOST) {
            thin();
        } else if (size == looks.length) {
            looks = Arrays.copyOf(looks, 2 * size);
            newest = Arrays.copyOf(newest, 2 * size);
        }
        looks[size] = now;
        newest[size] = number;
        size++;
    }

    private void thin() {
        size /= 2;
        for (int i = 0; i < size; i++) {
            looks[i] = looks[2 * i];
            newest[i] = newest[2 * i];
        }
    }
}

package io.nact.persistence.projection;

import io.nact.persistence.journal.EventFeed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The last position of all, for all projections: known from what they read, and asked for if they have not read of late. */
final class Heads {

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LONGEST_MILLIS = 1000;

    private final EventFeed feed;

    private long latest;

    private long seenAt = System.nanoTime() - FRESH_NANOS;

    Heads(EventFeed feed) {
        this.feed = feed;
    }

    synchronized void saw(long head) {
        latest = Math.max(latest, head);
        seenAt = System.nanoTime();
    }

    /** The last position of half a second ago or later; of before, if the journal does not answer. */
    synchronized long current() {
        if (System.nanoTime() - seenAt >= FRESH_NANOS) {
            try {
                saw(feed.head().toCompletableFuture().get(LONGEST_MILLIS, TimeUnit.MILLISECONDS));
            } catch (ExecutionException | TimeoutException unavailable) {
                seenAt = System.nanoTime(); // whoever asks for the others need not wait, too
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return latest;
    }
}

package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs as an actor does: woken, takes a few messages, and rests or goes on, each time on another thread. Its fields are
 * plain on purpose.
 */
class Owner implements Runnable {

    /** The messages that it takes: those of one producer are numbered from zero. */
    record Sent(int producer, int number) {}

    final Mailbox mailbox;

    private final int atMost;

    private final Executor threads;

    private final AtomicInteger running = new AtomicInteger();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private final int[] next;

    private int count;

    private volatile int published;

    Owner(Mailbox mailbox, int atMost, int producers, Executor threads) {
        this.mailbox = mailbox;
        this.atMost = atMost;
        this.next = new int[producers];
        this.threads = threads;
    }

    final void wake() {
        threads.execute(this);
    }

    @Override
    public final void run() {
        try {
            if (running.incrementAndGet() != 1) {
                throw new AssertionError("two owners at once");
            }
            for (int i = 0; i < atMost; i++) {
                Envelope envelope = mailbox.poll();
                if (envelope == null) {
                    break;
                }
                Sent sent = (Sent) envelope.message();
                handle(sent);
                envelope.clear();
            }
            published = count;
            running.decrementAndGet();
            if (!done()) {
                wake();
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    boolean done() {
        return mailbox.rest();
    }

    void handle(Sent sent) {
        if (next[sent.producer]++ != sent.number) {
            throw new AssertionError("expected %d of producer %d and got %d"
                    .formatted(next[sent.producer] - 1, sent.producer, sent.number));
        }
        count++;
    }

    final void awaitHandled(int expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (published < expected && failure.get() == null && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertNoFailure();
        assertThat(published).isEqualTo(expected);
    }

    final void assertNoFailure() {
        assertThat(failure.get()).isNull();
    }

    /** The right to run comes back into the mailbox at the end, once. */
    final void awaitRest() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!mailbox.claim()) {
            assertThat(System.nanoTime()).as("asleep with the right to run").isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(mailbox.claim()).isFalse();
    }
}

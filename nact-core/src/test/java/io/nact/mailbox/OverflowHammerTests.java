package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.mailbox.Mailbox.Offer;
import io.nact.mailbox.Owner.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many senders who overflow a small mailbox that is closed at any time: each message is handled, displaced, handed back
 * by the close or refused by it, one of these and once, and those of one sender are handled in their order.
 */
class OverflowHammerTests {

    private static final int PRODUCERS = 4;

    private static final int CAPACITY = 3;

    private final ExecutorService senders = Executors.newCachedThreadPool();

    private final ExecutorService owners = Executors.newFixedThreadPool(3);

    /** How often the mailbox had no room. */
    private final AtomicInteger overflows = new AtomicInteger();

    @AfterEach
    void endThreads() throws InterruptedException {
        senders.shutdownNow();
        owners.shutdownNow();
        assertThat(senders.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(owners.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void displacesTheOldest() throws Exception {
        MailboxFactory kind = Mailboxes.bounded(CAPACITY, Overflow.dropOldest());

        hammer(200, 1_000, kind, mailbox -> envelope -> mailbox.offer(envelope));
    }

    @Test
    void blocksItsSendersUntilThereIsRoom() throws Exception {
        MailboxFactory kind = Mailboxes.bounded(CAPACITY, Overflow.block(Duration.ofMinutes(1)));

        hammer(200, 200, kind, mailbox -> envelope -> {
            overflows.addAndGet(mailbox.depth() == CAPACITY ? 1 : 0);
            return mailbox.put(envelope);
        });
    }

    @Test
    void blocksSendersWhoseTimeIsUpOrWhoAreInterruptedAtTheSameMoment() throws Exception {
        MailboxFactory kind = Mailboxes.bounded(CAPACITY, Overflow.block(Duration.ofNanos(20_000)));

        hammer(200, 200, kind, mailbox -> envelope -> {
            Thread sender = Thread.currentThread();
            Offer answer;
            do {
                if (ThreadLocalRandom.current().nextInt(8) == 0) {
                    owners.execute(sender::interrupt);
                }
                answer = mailbox.put(envelope);
                Thread.interrupted();
                overflows.addAndGet(answer == Offer.FULL ? 1 : 0);
            } while (answer == Offer.FULL);
            return answer;
        });
    }

    @Test
    void refusesWhatComesIntoAPriorityMailbox() throws Exception {
        MailboxFactory kind = Mailboxes.<Sent>priority(CAPACITY, (one, other) -> {
            if (ThreadLocalRandom.current().nextInt(100) == 0) {
                throw new IllegalStateException("cannot decide");
            }
            return Integer.compare(one.number(), other.number());
        });

        hammer(200, 1_000, kind, mailbox -> envelope -> {
            for (; ; ) {
                try {
                    Offer answer = mailbox.offer(envelope);
                    if (answer != Offer.FULL) {
                        return answer;
                    }
                    Thread.yield();
                } catch (IllegalStateException undecided) {
                    overflows.incrementAndGet();
                }
            }
        });
    }

    private void hammer(
            int rounds, int messages, MailboxFactory kind, Function<Mailbox, Function<Envelope, Offer>> sending)
            throws Exception {
        for (int round = 0; round < rounds; round++) {
            Fates fates = new Fates(messages);
            Mailbox mailbox = kind.create(displaced -> {
                overflows.incrementAndGet();
                fates.decide(displaced);
            });
            Owner owner = new InOrder(mailbox, fates);
            List<Future<?>> producers = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
                producers.add(senders.submit(producer(i, messages, owner, sending.apply(mailbox), fates)));
            }
            int before = ThreadLocalRandom.current().nextInt(2 * PRODUCERS * messages);
            fates.await(Math.min(before, PRODUCERS * messages - CAPACITY));
            mailbox.close().forEach(fates::decide);
            for (Future<?> producer : producers) {
                producer.get(60, TimeUnit.SECONDS);
            }
            fates.await(PRODUCERS * messages);
            owner.assertNoFailure();
            fates.assertOneEach();
        }
        assertThat(overflows.get()).as("there was too much at all").isPositive();
    }

    private static Callable<?> producer(
            int producer, int messages, Owner owner, Function<Envelope, Offer> sending, Fates fates) {
        return () -> {
            for (int number = 0; number < messages; number++) {
                Envelope envelope = new Envelope(new Sent(producer, number));
                switch (sending.apply(envelope)) {
                    case WAKE -> owner.wake();
                    case QUEUED -> {}
                    case CLOSED -> fates.decide(envelope);
                    default -> throw new AssertionError("refused while it was open");
                }
                if (owner.mailbox.depth() > CAPACITY) {
                    throw new AssertionError("depth is " + owner.mailbox.depth());
                }
            }
            return null;
        };
    }

    /** What has become of each message. */
    private static final class Fates {

        private final int messages;

        private final AtomicIntegerArray decided;

        private final AtomicInteger count = new AtomicInteger();

        Fates(int messages) {
            this.messages = messages;
            this.decided = new AtomicIntegerArray(PRODUCERS * messages);
        }

        void decide(Envelope envelope) {
            decide((Sent) envelope.message());
        }

        void decide(Sent sent) {
            decided.incrementAndGet(sent.producer() * messages + sent.number());
            count.incrementAndGet();
        }

        void await(int expected) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (count.get() < expected) {
                assertThat(System.nanoTime()).as("%s of %s", count, expected).isLessThan(deadline);
                Thread.yield();
            }
        }

        void assertOneEach() {
            for (int i = 0; i < decided.length(); i++) {
                assertThat(decided.get(i)).as("message %d", i).isOne();
            }
        }
    }

    /** Messages may be missing, but none comes too late. */
    private final class InOrder extends Owner {

        private final int[] last = {-1, -1, -1, -1};

        private final Fates fates;

        InOrder(Mailbox mailbox, Fates fates) {
            super(mailbox, 2, PRODUCERS, owners);
            this.fates = fates;
        }

        @Override
        void handle(Sent sent) {
            fates.decide(sent);
            if (sent.number() <= last[sent.producer()]) {
                throw new AssertionError("%s came after number %d".formatted(sent, last[sent.producer()]));
            }
            last[sent.producer()] = sent.number();
        }
    }
}

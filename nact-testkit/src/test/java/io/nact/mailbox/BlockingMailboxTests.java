package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.mailbox.Mailbox.Offer;
import io.nact.testkit.RefusingMailboxContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockingMailboxTests extends RefusingMailboxContract {

    @Override
    protected Mailbox create(int messages) {
        return Mailboxes.bounded(messages, Overflow.block(Duration.ofMinutes(1)))
                .create(dropped -> {});
    }

    @Override
    protected Offer refusal() {
        return Offer.FULL;
    }

    @Test
    void letsTheSenderInAsOneIsTakenOut() throws Exception {
        Mailbox mailbox = full("a", "b");
        Sender sender = put(mailbox, "c");
        assertThat(mailbox.depth()).as("who waits outside does not count").isEqualTo(2);

        assertThat(mailbox.poll().message()).isEqualTo("a");

        assertThat(mailbox.depth()).isEqualTo(2);
        assertThat(sender.answer()).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.close()).extracting(Envelope::message).containsExactly("b", "c");
    }

    @Test
    void servesTheSendersInTheOrderInWhichTheyCame() throws Exception {
        Mailbox mailbox = full("first");
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            senders.add(put(mailbox, i));
        }

        mailbox.poll();
        for (int i = 0; i < 5; i++) {
            assertThat(senders.get(i).answer()).isEqualTo(Offer.QUEUED);
            assertThat(mailbox.poll().message()).isEqualTo(i);
        }
        assertThat(mailbox.rest()).isTrue();
    }

    @Test
    void doesNotLetALaterOfferOvertake() throws Exception {
        Mailbox mailbox = full("a");
        Sender sender = put(mailbox, "b");

        mailbox.poll();

        assertThat(mailbox.offer(new Envelope("later"))).isEqualTo(Offer.FULL);
        assertThat(mailbox.poll().message()).isEqualTo("b");
        assertThat(sender.answer()).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.poll()).isNull();
    }

    @Test
    void givesUpWhenTheTimeHasPassed() {
        Duration timeout = Duration.ofMillis(50);
        Mailbox mailbox = Mailboxes.bounded(1, Overflow.block(timeout)).create(dropped -> {});
        mailbox.offer(new Envelope("a"));
        Envelope late = new Envelope("late");
        long start = System.nanoTime();

        assertThat(mailbox.put(late)).isEqualTo(Offer.FULL);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
        assertThat(mailbox.poll().message()).isEqualTo("a");
        assertThat(mailbox.poll()).as("it was refused").isNull();
        assertThat(mailbox.put(late)).isEqualTo(Offer.QUEUED);
    }

    @Test
    void tellsTheWaitingThatItCloses() throws Exception {
        Mailbox mailbox = full("a");
        List<Sender> senders = List.of(put(mailbox, "b"), put(mailbox, "c"));

        assertThat(mailbox.close()).extracting(Envelope::message).containsExactly("a");

        for (Sender sender : senders) {
            assertThat(sender.answer()).isEqualTo(Offer.CLOSED);
        }
        assertThat(mailbox.poll()).isNull();
    }

    @Test
    void endsTheWaitingOfAnInterruptedSender() throws Exception {
        Mailbox mailbox = full("a");
        Sender interrupted = put(mailbox, "b");
        Sender next = put(mailbox, "c");

        interrupted.thread.interrupt();

        assertThat(interrupted.answer()).isEqualTo(Offer.FULL);
        assertThat(interrupted.isStillInterrupted()).isTrue();
        mailbox.poll();
        assertThat(next.answer()).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.close()).extracting(Envelope::message).containsExactly("c");
    }

    @Test
    void doesNotBlockAnInterruptedSender() {
        Mailbox mailbox = create(1);
        Thread.currentThread().interrupt();

        assertThat(mailbox.put(new Envelope("a"))).isEqualTo(Offer.WAKE);
        assertThat(mailbox.put(new Envelope("b"))).isEqualTo(Offer.FULL);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void isNotIdleWhileASenderWaits() throws Exception {
        Mailbox mailbox = full("a");
        Sender sender = put(mailbox, "b");

        assertThat(mailbox.rest()).isFalse();
        mailbox.poll();
        assertThat(sender.answer()).as("the owner has the right to run").isEqualTo(Offer.QUEUED);
        assertThat(mailbox.rest()).isFalse();
        assertThat(mailbox.closeIfEmpty()).isFalse();
        mailbox.poll();
        assertThat(mailbox.closeIfEmpty()).isTrue();
    }

    private Mailbox full(String... messages) {
        Mailbox mailbox = create(messages.length);
        for (String message : messages) {
            mailbox.offer(new Envelope(message));
        }
        return mailbox;
    }

    /** Has a thread put the message, and answers when it waits. */
    private static Sender put(Mailbox mailbox, Object message) {
        Sender sender = new Sender(mailbox, new Envelope(message));
        sender.thread.start();
        await().pollInterval(Duration.ofMillis(1)).until(() -> sender.thread.getState() == Thread.State.TIMED_WAITING);
        return sender;
    }

    private static final class Sender {

        private final FutureTask<Offer> offer;

        final Thread thread;

        private boolean interrupted;

        Sender(Mailbox mailbox, Envelope envelope) {
            offer = new FutureTask<>(() -> {
                Offer answer = mailbox.put(envelope);
                interrupted = Thread.currentThread().isInterrupted();
                return answer;
            });
            thread = new Thread(offer, "sender of " + envelope.message());
            thread.setDaemon(true);
        }

        Offer answer() throws Exception {
            return offer.get(10, TimeUnit.SECONDS);
        }

        boolean isStillInterrupted() throws Exception {
            answer();
            return interrupted;
        }
    }
}

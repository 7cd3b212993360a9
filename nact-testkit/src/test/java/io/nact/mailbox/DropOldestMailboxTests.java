package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.mailbox.Mailbox.Offer;
import io.nact.testkit.MailboxContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DropOldestMailboxTests extends MailboxContract {

    private final List<Object> displaced = new ArrayList<>();

    @Override
    protected Mailbox create(int messages) {
        return Mailboxes.bounded(messages, Overflow.dropOldest()).create(envelope -> displaced.add(envelope.message()));
    }

    @Test
    void givesUpWhatHasWaitedLongest() {
        Mailbox mailbox = create(2);

        assertThat(mailbox.offer(new Envelope("a"))).isEqualTo(Offer.WAKE);
        assertThat(mailbox.offer(new Envelope("b"))).isEqualTo(Offer.QUEUED);
        assertThat(displaced).isEmpty();
        assertThat(mailbox.offer(new Envelope("c"))).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.put(new Envelope("d"))).isEqualTo(Offer.QUEUED);
        assertThat(displaced).containsExactly("a", "b");
        assertThat(mailbox.depth()).isEqualTo(2);
        assertThat(mailbox.close()).extracting(Envelope::message).containsExactly("c", "d");
    }

    @Test
    void leavesTheOneInHandAlone() {
        Mailbox mailbox = create(1);
        mailbox.offer(new Envelope("in hand"));
        Envelope inHand = mailbox.poll();
        mailbox.offer(new Envelope("a"));
        mailbox.offer(new Envelope("b"));

        assertThat(displaced).containsExactly("a");
        assertThat(inHand.message()).isEqualTo("in hand");
        assertThat(mailbox.poll().message()).isEqualTo("b");
    }

    @Test
    void displacesNothingOnceClosed() {
        Mailbox mailbox = create(1);
        mailbox.offer(new Envelope("a"));
        mailbox.close();

        assertThat(mailbox.offer(new Envelope("b"))).isEqualTo(Offer.CLOSED);
        assertThat(displaced).isEmpty();
    }

    @Test
    void handsOverOnTheSendersThreadAndLetsOthersInMeanwhile() {
        AtomicReference<Mailbox> mailbox = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        mailbox.set(Mailboxes.bounded(1, Overflow.dropOldest()).create(envelope -> {
            threads.add(Thread.currentThread());
            CompletableFuture.supplyAsync(mailbox.get()::poll)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }));
        mailbox.get().offer(new Envelope("a"));

        assertThat(mailbox.get().offer(new Envelope("b"))).isEqualTo(Offer.QUEUED);
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(mailbox.get().depth()).isZero();
    }

    @Test
    void hasQueuedTheMessageWhoeverCannotTakeTheOther() {
        Mailbox mailbox = Mailboxes.bounded(1, Overflow.dropOldest()).create(envelope -> {
            throw new IllegalStateException("not taken");
        });
        mailbox.offer(new Envelope("a"));

        assertThatThrownBy(() -> mailbox.offer(new Envelope("b"))).hasMessage("not taken");
        assertThat(mailbox.close()).extracting(Envelope::message).containsExactly("b");
    }
}

package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import io.nact.mailbox.Mailbox.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every mailbox must do that delivers in the order of arrival. Implementers extend it. */
public abstract class MailboxContract {

    private Mailbox mailbox;

    /** A new mailbox with room for at least {@code messages}. */
    protected abstract Mailbox create(int messages);

    @BeforeEach
    void createMailbox() {
        mailbox = create(1_000);
    }

    @Test
    void isIdleAndEmptyAtFirst() {
        assertThat(mailbox.depth()).isZero();
        assertThat(mailbox.isClosed()).isFalse();
        assertThat(mailbox.claim()).as("the right to run lies in it").isTrue();
        assertThat(mailbox.poll()).isNull();
    }

    @Test
    void givesTheRightToRunToTheFirstSenderOnly() {
        assertThat(offer("a")).isEqualTo(Offer.WAKE);
        assertThat(offer("b")).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.claim()).isFalse();
    }

    @Test
    void givesTheRightToRunToTheFirstClaimOnly() {
        assertThat(mailbox.claim()).isTrue();
        assertThat(mailbox.claim()).isFalse();
        assertThat(offer("a")).isEqualTo(Offer.QUEUED);
    }

    @Test
    void keepsTheRightWithItsOwnerWhoHasTakenEverythingOut() {
        offer("a");
        mailbox.poll();

        assertThat(mailbox.claim()).isFalse();
        assertThat(offer("b")).isEqualTo(Offer.QUEUED);
    }

    @Test
    void takesTheRightBackAtRestAndGivesItAgain() {
        mailbox.claim();
        for (int i = 0; i < 3; i++) {
            assertThat(mailbox.rest()).isTrue();
            assertThat(offer(i)).isEqualTo(Offer.WAKE);
            assertThat(messageOf(mailbox.poll())).isEqualTo(i);
            assertThat(mailbox.rest()).isTrue();
            assertThat(mailbox.claim()).isTrue();
        }
    }

    @Test
    void leavesTheRightWithItsOwnerAsLongAsSomethingWaits() {
        offer("a");

        assertThat(mailbox.rest()).isFalse();
        assertThat(mailbox.claim()).isFalse();
        assertThat(messageOf(mailbox.poll())).isEqualTo("a");
        assertThat(mailbox.rest()).isTrue();
    }

    @Test
    void saysWhereTheRightLies() {
        assertThat(mailbox.isIdle()).isTrue();
        offer("a");
        assertThat(mailbox.isIdle()).as("the sender has it").isFalse();
        mailbox.rest();
        assertThat(mailbox.isIdle()).as("something waits").isFalse();
        mailbox.poll();
        assertThat(mailbox.isIdle()).as("the owner has it").isFalse();
        mailbox.rest();
        assertThat(mailbox.isIdle()).isTrue();
        mailbox.claim();
        assertThat(mailbox.isIdle()).as("who claimed it has it").isFalse();
        mailbox.rest();
        mailbox.close();
        assertThat(mailbox.isIdle()).as("it is gone").isFalse();
        mailbox.rest();
        assertThat(mailbox.isIdle()).as("it is gone for good").isFalse();
    }

    @Test
    void putsAsItOffersWhileThereIsRoom() {
        assertThat(mailbox.put(new Envelope("a"))).isEqualTo(Offer.WAKE);
        assertThat(mailbox.put(new Envelope("b"))).isEqualTo(Offer.QUEUED);
        assertThat(pollAll()).containsExactly("a", "b");
        mailbox.close();
        assertThat(mailbox.put(new Envelope("c"))).isEqualTo(Offer.CLOSED);
    }

    @Test
    void deliversInTheOrderOfArrival() {
        IntStream.range(0, 1_000).forEach(this::offer);

        assertThat(pollAll()).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(mailbox.poll()).isNull();
    }

    @Test
    void deliversInTheOrderOfArrivalWhileMoreArrive() {
        List<Object> polled = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            offer(2 * i);
            offer(2 * i + 1);
            polled.add(messageOf(mailbox.poll()));
        }
        polled.addAll(pollAll());

        assertThat(polled).isEqualTo(IntStream.range(0, 600).boxed().toList());
    }

    @Test
    void countsWhatWaitsWithoutTheOneInHand() {
        for (int i = 1; i <= 3; i++) {
            offer(i);
            assertThat(mailbox.depth()).isEqualTo(i);
        }
        for (int i = 2; i >= 0; i--) {
            mailbox.poll();
            assertThat(mailbox.depth()).isEqualTo(i);
        }
        mailbox.poll();
        assertThat(mailbox.depth()).isZero();
        mailbox.rest();
        assertThat(mailbox.depth()).isZero();
    }

    @Test
    void answersWhatWaitedWhenItIsClosed() {
        IntStream.range(0, 5).forEach(this::offer);
        mailbox.poll();

        List<Envelope> waiting = mailbox.close();

        assertThat(waiting).extracting(Envelope::message).containsExactly(1, 2, 3, 4);
        assertThat(mailbox.isClosed()).isTrue();
        assertThat(mailbox.depth()).isZero();
    }

    @Test
    void answersNothingWhenItIsClosedAgain() {
        offer("a");
        mailbox.close();

        assertThat(mailbox.close()).isEmpty();
    }

    @Test
    void answersWhatWaitedToAThreadThatDoesNotOwnIt() throws InterruptedException {
        IntStream.range(0, 3).forEach(this::offer);
        mailbox.poll();
        List<Object> waiting = new ArrayList<>();

        Thread other = new Thread(() -> mailbox.close().forEach(envelope -> waiting.add(envelope.message())));
        other.start();
        other.join();

        assertThat(waiting).containsExactly(1, 2);
    }

    @Test
    void takesNothingOnceClosed() {
        mailbox.claim();
        mailbox.close();

        assertThat(offer("a")).isEqualTo(Offer.CLOSED);
        assertThat(mailbox.claim()).isFalse();
        assertThat(mailbox.poll()).isNull();
        assertThat(mailbox.depth()).isZero();
        assertThat(mailbox.closeIfEmpty()).as("it was closed before").isFalse();
    }

    @Test
    void hasNoRightToGiveIfItWasClosedWhileIdle() {
        mailbox.close();

        assertThat(mailbox.claim()).isFalse();
        assertThat(offer("a")).isEqualTo(Offer.CLOSED);
    }

    @Test
    void restsAfterAClose() {
        offer("a");
        offer("b");
        assertThat(messageOf(mailbox.poll())).isEqualTo("a");

        assertThat(mailbox.close()).extracting(Envelope::message).containsExactly("b");
        assertThat(mailbox.rest())
                .as("nothing came in that the owner would have to handle")
                .isTrue();
    }

    @Test
    void hasNothingToPollOnceItHasAnsweredWhatWaited() {
        IntStream.range(0, 3).forEach(this::offer);

        assertThat(mailbox.close()).hasSize(3);

        assertThat(mailbox.poll()).as("it would be handled and handed back").isNull();
    }

    @Test
    void closesIfEmpty() {
        offer("a");
        mailbox.poll();

        assertThat(mailbox.closeIfEmpty()).isTrue();
        assertThat(mailbox.isClosed()).isTrue();
        assertThat(offer("b")).isEqualTo(Offer.CLOSED);
        assertThat(mailbox.close()).isEmpty();
    }

    @Test
    void doesNotCloseIfSomethingWaits() {
        offer("a");

        assertThat(mailbox.closeIfEmpty()).isFalse();
        assertThat(mailbox.isClosed()).isFalse();
        assertThat(mailbox.depth()).isOne();
        assertThat(messageOf(mailbox.poll())).isEqualTo("a");
        assertThat(offer("b")).isEqualTo(Offer.QUEUED);
    }

    @Test
    void takesAnEnvelopeThatAnotherMailboxRefused() {
        Mailbox closed = create(1);
        closed.close();
        Envelope envelope = new Envelope("a");

        assertThat(closed.offer(envelope)).isEqualTo(Offer.CLOSED);
        assertThat(mailbox.offer(envelope)).isEqualTo(Offer.WAKE);
        assertThat(mailbox.poll()).isSameAs(envelope);
    }

    @Test
    void doesNotMindThatEnvelopesAreEmptiedAfterTheirTurn() {
        mailbox.claim();
        for (int i = 0; i < 10; i++) {
            offer(i);
            Envelope envelope = Objects.requireNonNull(mailbox.poll());
            assertThat(messageOf(envelope)).isEqualTo(i);
            envelope.clear();
            assertThat(mailbox.rest()).isTrue();
            assertThat(mailbox.claim()).isTrue();
        }
    }

    private Offer offer(Object message) {
        return mailbox.offer(new Envelope(message));
    }

    private List<Object> pollAll() {
        List<Object> messages = new ArrayList<>();
        for (Envelope next = mailbox.poll(); next != null; next = mailbox.poll()) {
            messages.add(next.message());
        }
        return messages;
    }

    private static Object messageOf(@Nullable Envelope envelope) {
        return Objects.requireNonNull(envelope, "A message waits, and nothing was polled")
                .message();
    }
}

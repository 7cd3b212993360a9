package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import io.nact.mailbox.Mailbox.Offer;
import org.junit.jupiter.api.Test;

/** What every mailbox must do, besides, that refuses what it has no room for: {@code messages} is all it holds. */
public abstract class RefusingMailboxContract extends MailboxContract {

    /** What it answers to an offer when it is full. */
    protected abstract Offer refusal();

    @Test
    void refusesWhatIsMoreThanItsCapacity() {
        Mailbox mailbox = create(2);

        assertThat(mailbox.offer(new Envelope("a"))).isEqualTo(Offer.WAKE);
        assertThat(mailbox.offer(new Envelope("b"))).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.offer(new Envelope("c"))).isEqualTo(refusal());
        assertThat(mailbox.offer(new Envelope("d"))).isEqualTo(refusal());
        assertThat(mailbox.depth()).isEqualTo(2);
        assertThat(mailbox.close()).extracting(Envelope::message).containsExactly("a", "b");
    }

    @Test
    void hasRoomAgainAsSoonAsOneIsTakenOut() {
        Mailbox mailbox = create(1);
        mailbox.offer(new Envelope("a"));

        for (int i = 0; i < 100; i++) {
            assertThat(mailbox.offer(new Envelope("refused"))).isEqualTo(refusal());
            mailbox.poll();
            assertThat(mailbox.offer(new Envelope(i))).isEqualTo(Offer.QUEUED);
        }
    }

    @Test
    void countsNeitherTheOneInHandNorTheRefused() {
        Mailbox mailbox = create(1);
        mailbox.offer(new Envelope("in hand"));
        mailbox.poll();

        assertThat(mailbox.offer(new Envelope("waits"))).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.offer(new Envelope("refused"))).isEqualTo(refusal());
        assertThat(mailbox.depth()).isOne();
    }

    @Test
    void takesARefusedEnvelopeLater() {
        Mailbox mailbox = create(1);
        Envelope late = new Envelope("late");
        mailbox.offer(new Envelope("first"));
        assertThat(mailbox.offer(late)).isEqualTo(refusal());
        mailbox.poll();

        assertThat(mailbox.offer(late)).isEqualTo(Offer.QUEUED);
        assertThat(mailbox.poll()).isSameAs(late);
    }

    @Test
    void doesNotWakeAnybodyForARefusedOne() {
        Mailbox mailbox = create(1);
        mailbox.offer(new Envelope("a"));
        mailbox.offer(new Envelope("refused"));
        mailbox.poll();

        assertThat(mailbox.rest()).isTrue();
        assertThat(mailbox.offer(new Envelope("b"))).isEqualTo(Offer.WAKE);
    }

    @Test
    void saysClosedRatherThanFull() {
        Mailbox mailbox = create(1);
        mailbox.offer(new Envelope("a"));
        mailbox.close();

        assertThat(mailbox.offer(new Envelope("b"))).isEqualTo(Offer.CLOSED);
    }
}

package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.mailbox.Mailbox.Offer;
import io.nact.testkit.RefusingMailboxContract;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class BoundedPriorityMailboxTests extends RefusingMailboxContract {

    @Override
    protected Mailbox create(int messages) {
        return Mailboxes.priority(messages, (one, other) -> 0).create(dropped -> {});
    }

    @Override
    protected Offer refusal() {
        return Offer.FULL;
    }

    @Test
    void refusesEvenTheMostUrgentWhenItIsFull() {
        Mailbox mailbox =
                Mailboxes.priority(1, Comparator.<Integer>naturalOrder()).create(dropped -> {});
        mailbox.offer(new Envelope(2));

        assertThat(mailbox.put(new Envelope(1))).isEqualTo(Offer.FULL);
        assertThat(mailbox.poll().message()).isEqualTo(2);
    }

    @Test
    void holdsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mailboxes.priority(0, (one, other) -> 0));
    }
}

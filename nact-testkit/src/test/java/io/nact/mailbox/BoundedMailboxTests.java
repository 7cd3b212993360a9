package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.mailbox.Mailbox.Offer;
import io.nact.testkit.RefusingMailboxContract;
import org.junit.jupiter.api.Test;

class BoundedMailboxTests extends RefusingMailboxContract {

    @Override
    protected Mailbox create(int messages) {
        return Mailboxes.bounded(messages).create(dropped -> {});
    }

    @Override
    protected Offer refusal() {
        return Offer.FULL;
    }

    @Test
    void blocksNobody() {
        Mailbox mailbox = create(1);
        mailbox.put(new Envelope("a"));

        assertThat(mailbox.put(new Envelope("b"))).isEqualTo(Offer.FULL);
    }

    @Test
    void holdsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mailboxes.bounded(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Mailboxes.bounded(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Mailboxes.bounded(0, Overflow.dropOldest()));
    }
}

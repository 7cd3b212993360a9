package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.mailbox.Mailbox.Offer;
import io.nact.testkit.RefusingMailboxContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropNewestMailboxTests extends RefusingMailboxContract {

    private final List<Envelope> displaced = new ArrayList<>();

    @Override
    protected Mailbox create(int messages) {
        return Mailboxes.bounded(messages, Overflow.dropNewest()).create(displaced::add);
    }

    @Override
    protected Offer refusal() {
        return Offer.DROPPED;
    }

    @Test
    void leavesWhatItHasNotQueuedToItsSender() {
        Mailbox mailbox = create(1);
        mailbox.offer(new Envelope("a"));

        assertThat(mailbox.put(new Envelope("b"))).isEqualTo(Offer.DROPPED);
        assertThat(displaced).isEmpty();
    }
}

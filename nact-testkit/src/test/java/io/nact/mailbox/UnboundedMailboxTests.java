package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.testkit.MailboxContract;
import org.junit.jupiter.api.Test;

class UnboundedMailboxTests extends MailboxContract {

    @Override
    protected Mailbox create(int messages) {
        return Mailboxes.unbounded().create(dropped -> {});
    }

    @Test
    void isANewOneEachTime() {
        var source = Mailboxes.unbounded();

        assertThat(source.create(dropped -> {})).isNotSameAs(source.create(dropped -> {}));
    }

    @Test
    void takesAMillion() {
        Mailbox mailbox = create(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            mailbox.offer(new Envelope("message"));
        }

        assertThat(mailbox.depth()).isEqualTo(1_000_000);
        assertThat(mailbox.close()).hasSize(1_000_000);
    }
}

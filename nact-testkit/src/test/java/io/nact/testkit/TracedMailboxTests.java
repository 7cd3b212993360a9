package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.mailbox.Mailbox;
import org.junit.jupiter.api.Test;

class TracedMailboxTests {

    /** A method of the interface with a default would else be that default, and not the mailbox's own. */
    @Test
    void handsEveryMethodOn() {
        assertThat(Mailbox.class.getMethods())
                .extracting(method -> TracedMailbox.class
                        .getMethod(method.getName(), method.getParameterTypes())
                        .getDeclaringClass()
                        .getSimpleName())
                .containsOnly("TracedMailbox");
    }
}

package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class EnvelopeTests {

    private final Envelope envelope = new Envelope("message");

    @Test
    void holdsTheMessageItself() {
        assertThat(envelope.isFilled()).isTrue();
        assertThat(envelope.message()).isEqualTo("message");
    }

    @Test
    void mayGetAnotherMessage() {
        envelope.replace("other");

        assertThat(envelope.message()).isEqualTo("other");
    }

    @Test
    void letsGoOfTheMessage() {
        envelope.clear();

        assertThat(envelope.isFilled()).isFalse();
        assertThatIllegalStateException().isThrownBy(envelope::message);
    }
}

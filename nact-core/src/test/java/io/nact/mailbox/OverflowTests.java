package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.mailbox.Mailbox.Offer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OverflowTests {

    @Test
    void blocksForAPositiveTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Overflow.block(Duration.ZERO))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> Overflow.block(Duration.ofNanos(-1)));
    }

    @Test
    void blocksForeverIfToldSo() {
        Overflow forever = Overflow.block(Duration.ofSeconds(Long.MAX_VALUE));
        Mailbox mailbox = Mailboxes.bounded(1, forever).create(dropped -> {});

        assertThat(mailbox.put(new Envelope("a"))).isEqualTo(Offer.WAKE);
    }

    @Test
    void saysWhatItDoes() {
        assertThat(Overflow.reject()).hasToString("reject");
        assertThat(Overflow.dropNewest()).hasToString("dropNewest");
        assertThat(Overflow.dropOldest()).hasToString("dropOldest");
        assertThat(Overflow.block(Duration.ofSeconds(2))).hasToString("block for PT2S");
    }
}

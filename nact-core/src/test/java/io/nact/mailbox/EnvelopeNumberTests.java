package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mailbox numbers what it queues. */
class EnvelopeNumberTests {

    @ParameterizedTest
    @EnumSource
    void areConsecutive(Kind kind) {
        Mailbox mailbox = kind.create();
        int first = offered(mailbox, "a").number;

        assertThat(offered(mailbox, "b").number).isEqualTo(first + 1);
        mailbox.poll();
        assertThat(offered(mailbox, "c").number).isEqualTo(first + 2);
        mailbox.poll();
        mailbox.poll();
        mailbox.rest();
        assertThat(offered(mailbox, "d").number).isEqualTo(first + 3);
    }

    @Test
    void goOnOverWhatIsDisplacedOrRefused() {
        Mailbox dropping = Mailboxes.bounded(1, Overflow.dropOldest()).create(dropped -> {});
        Mailbox blocking =
                Mailboxes.bounded(1, Overflow.block(Duration.ofMinutes(1))).create(dropped -> {});
        int first = offered(blocking, "a").number;
        offered(blocking, "refused");
        blocking.poll();

        assertThat(offered(blocking, "b").number).isEqualTo(first + 1);
        assertThat(offered(dropping, "a").number + 1).isEqualTo(offered(dropping, "b").number);
    }

    @Test
    void goOnOverWhatCannotBeOrdered() {
        Mailbox mailbox = Mailboxes.priority(Comparator.<Integer>naturalOrder()).create(dropped -> {});
        int first = offered(mailbox, 1).number;
        assertThatThrownBy(() -> offered(mailbox, "not a number")).isInstanceOf(ClassCastException.class);

        assertThat(offered(mailbox, 2).number).isEqualTo(first + 1);
    }

    @Test
    void goRoundAndLeaveOutZero() {
        assertThat(Envelope.numberAfter(Integer.MAX_VALUE)).isEqualTo(Integer.MIN_VALUE);
        assertThat(Envelope.numberAfter(-1)).isEqualTo(1);
        assertThat(Envelope.distance(Integer.MAX_VALUE, Integer.MIN_VALUE)).isEqualTo(1);
        assertThat(Envelope.distance(-2, 3)).isEqualTo(4);
        assertThat(Envelope.distance(1, 3)).isEqualTo(2);
    }

    private static Envelope offered(Mailbox mailbox, Object message) {
        Envelope envelope = new Envelope(message);
        mailbox.offer(envelope);
        return envelope;
    }
}

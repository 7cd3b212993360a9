package io.nact.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueTests {

    private static final PersistenceId ID = PersistenceId.of("account", "42");

    private static final Payload SECRET = new Payload("account.opened", 1, "\"secret\"");

    @Test
    void noValueShowsWhatIsInIt() {
        EncodedEvent event = EncodedEvent.of(SECRET);

        assertThat(SECRET).hasToString("account.opened v1 (8 characters)");
        assertThat(event.toString()).doesNotContain("secret");
        assertThat(new EventBatch(ID, "w", 1, List.of(event, event))).hasToString("account|42 1..2 by w");
        assertThat(new Snapshot(ID, 1, SECRET, null).toString()).doesNotContain("secret");
        assertThat(new StateChange(ID, "w", 1, SECRET, false, null).toString()).doesNotContain("secret");
    }

    @Test
    void tagsHaveNoBarsAndAreNotTooMany() {
        assertThatThrownBy(() -> new EncodedEvent(SECRET, null, Set.of("a|b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncodedEvent(SECRET, null, Set.of(" ")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new EncodedEvent(SECRET, null, Set.of("a".repeat(998))).tags())
                .hasSize(1);
        assertThatThrownBy(() -> new EncodedEvent(SECRET, null, Set.of("a".repeat(999))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than 1000");
    }

    @Test
    void metadataIsNotTooLong() {
        assertThat(new EncodedEvent(SECRET, "x".repeat(4000), Set.of()).metadata())
                .hasSize(4000);
        assertThatThrownBy(() -> new EncodedEvent(SECRET, "x".repeat(4001), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4001");
        assertThatThrownBy(() -> new Snapshot(ID, 1, SECRET, "x".repeat(4001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4001");
        assertThatThrownBy(() -> new StateChange(ID, "w", 1, SECRET, false, "x".repeat(4001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4001");
    }

    @Test
    void aBatchHasEventsNumbersAndAWriter() {
        List<EncodedEvent> one = List.of(EncodedEvent.of(SECRET));

        assertThatThrownBy(() -> new EventBatch(ID, "w", 1, List.of())).hasMessageContaining("without events");
        assertThatThrownBy(() -> new EventBatch(ID, "w", 0, one)).hasMessageContaining("from 1, not 0");
        assertThatThrownBy(() -> new EventBatch(ID, "", 1, one)).hasMessageContaining("1 to 36");
        assertThatThrownBy(() -> new EventBatch(ID, "w".repeat(37), 1, one)).hasMessageContaining("37");
    }

    @Test
    void anEmptyRangeFollowsItsNumber() {
        assertThat(StreamRange.emptyAfter(7)).isEqualTo(new StreamRange(8, 7));
        assertThat(StreamRange.emptyAfter(7).isEmpty()).isTrue();
        assertThat(new StreamRange(7, 7).isEmpty()).isFalse();
    }
}

package io.nact.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.persistence.Upcaster.TypedNode;
import io.nact.persistence.journal.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpcasterTests {

    @EventType(value = "deposited", version = 3)
    record Deposited(long cents, String currency) {}

    @EventType("withdrawn")
    record Withdrawn(long cents) {}

    private static final Upcaster TO_CENTS = Upcaster.of("deposited", 1, node -> {
        node.put("cents", node.remove("euros").asLong() * 100);
        return node;
    });

    private static final Upcaster WITH_CURRENCY = Upcaster.of("deposited", 2, node -> node.put("currency", "EUR"));

    private static EventTypesBuilder types() {
        return EventTypes.builder()
                .add(Deposited.class, Withdrawn.class)
                .upcast(TO_CENTS)
                .upcast(WITH_CURRENCY);
    }

    @Test
    void eachOldVersionBecomesThePresentOne() {
        EventTypes types = types().build();

        assertThat(types.decode(new Payload("deposited", 1, "{\"euros\":2}")))
                .containsExactly(new Deposited(200, "EUR"));
        assertThat(types.decode(new Payload("deposited", 2, "{\"cents\":2}"))).containsExactly(new Deposited(2, "EUR"));
        assertThat(types.decode(new Payload("deposited", 3, "{\"cents\":2,\"currency\":\"CHF\"}")))
                .containsExactly(new Deposited(2, "CHF"));
    }

    @Test
    void theSameIsReadTwiceAlike() {
        EventTypes types = types().build();
        Payload stored = new Payload("deposited", 1, "{\"euros\":2}");

        assertThat(types.decode(stored)).isEqualTo(types.decode(stored));
    }

    @Test
    void anAliasThatIsNoMoreBecomesAnother() {
        EventTypes types =
                types().upcast(Upcaster.renaming("taken", 1, "withdrawn")).build();

        assertThat(types.decode(new Payload("taken", 1, "{\"cents\":7}"))).containsExactly(new Withdrawn(7));
    }

    @Test
    void anEventMayBecomeSeveralOrNone() {
        EventTypes types = types().upcast(new Upcaster(
                        "moved",
                        1,
                        node -> List.of(
                                new TypedNode("withdrawn", 1, node.deepCopy()), new TypedNode("deposited", 2, node))))
                .upcast(Upcaster.dropping("looked", 1))
                .build();

        assertThat(types.decode(new Payload("moved", 1, "{\"cents\":7}")))
                .containsExactly(new Withdrawn(7), new Deposited(7, "EUR"));
        assertThat(types.decode(new Payload("looked", 1, "{}"))).isEmpty();
    }

    @Test
    void aVersionThatNothingReadsIsAMistakeAtTheStart() {
        EventTypesBuilder gap = EventTypes.builder().add(Deposited.class).upcast(TO_CENTS);

        assertThatThrownBy(gap::build)
                .isInstanceOf(InvalidEventTypesException.class)
                .hasMessageContaining("has no upcaster from version 2");
    }

    @Test
    void anUpcasterFromThePresentVersionIsAMistakeAtTheStart() {
        EventTypesBuilder raised = types().upcast(Upcaster.of("deposited", 3, node -> node));

        assertThatThrownBy(raised::build)
                .isInstanceOf(InvalidEventTypesException.class)
                .hasMessageContaining("Raise the version in its @EventType");
    }

    @Test
    void thereIsOneUpcasterFromAVersion() {
        assertThatThrownBy(() -> types().upcast(TO_CENTS))
                .isInstanceOf(InvalidEventTypesException.class)
                .hasMessage("There are two upcasters from 'deposited' v1. Make one of them.");
    }

    @Test
    void aFailedUpcasterIsToldWithoutWhatIsInTheEvent() {
        EventTypes types = types().build();

        assertThatThrownBy(() -> types.decode(new Payload("deposited", 1, "{\"secret\":2}")))
                .isInstanceOf(EventFormatException.class)
                .hasMessage("The upcaster from deposited v1 threw java.lang.NullPointerException")
                .hasNoCause();
        assertThatThrownBy(() -> types.decode(new Payload("deposited", 1, "[\"secret\"]")))
                .isInstanceOf(EventFormatException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void upcastersThatLeadRoundInACircleEnd() {
        EventTypes types = types().upcast(Upcaster.renaming("a", 1, "b"))
                .upcast(Upcaster.renaming("b", 1, "a"))
                .build();

        assertThatThrownBy(() -> types.decode(new Payload("a", 1, "{}")))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("circle");
    }
}

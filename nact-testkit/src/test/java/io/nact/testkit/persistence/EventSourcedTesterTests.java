package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nact.ActorRef;
import io.nact.Request;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.testkit.Effect;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventSourcedTesterTests {

    sealed interface Command {}

    record Add(int amount) implements Command, Request<Integer> {}

    record AddAndTell(int amount, ActorRef<Integer> replyTo) implements Command {}

    record Tell(ActorRef<Integer> to) implements Command {}

    record Stop() implements Command {}

    @EventType("test.added")
    record Added(int amount, @JsonIgnore String note) {

        Added(int amount) {
            this(amount, null);
        }
    }

    @EventType("test.sum")
    record Sum(int value) {}

    private static final EventTypes TYPES = EventTypes.of(Added.class, Sum.class);

    private static EventSourced<Command, Sum, Added> summing() {
        return EventSourced.of("sum", Command.class, Added.class, new Sum(0))
                .onRequest(Add.class, (sum, add, decide) -> {
                    if (add.amount() == 0) {
                        return decide.reply(sum.value());
                    }
                    if (add.amount() < 0) {
                        throw new IllegalArgumentException("on purpose");
                    }
                    return decide.persist(new Added(add.amount())).thenReply(Sum::value);
                })
                .onCommand(
                        AddAndTell.class,
                        (sum, add, decide) ->
                                decide.persist(new Added(add.amount())).thenReply(add.replyTo(), Sum::value))
                .onCommand(Tell.class, (sum, tell, decide) -> decide.reply(tell.to(), sum.value()))
                .onCommand(Stop.class, (sum, stop, decide) -> decide.stop())
                .onEvent(Added.class, (sum, added) -> new Sum(sum.value() + added.amount()));
    }

    private static EventSourcedTester<Command, Sum, Added> tester() {
        return EventSourcedTester.of(summing(), TYPES);
    }

    @Test
    void commandsComeToEventsRepliesAndStates() {
        tester().given(new Added(40))
                .when(new Add(2))
                .thenEvents(new Added(2))
                .thenReply(42)
                .thenState(new Sum(42))
                .when(new Add(0))
                .thenNoEvents()
                .thenReply(42)
                .<Integer>when(replyTo -> new AddAndTell(1, replyTo))
                .thenReply(43);
    }

    @Test
    void aFailureIsExpectedLikeAnythingElse() {
        tester().when(new Add(-1))
                .thenFailure(IllegalArgumentException.class)
                .thenNoEvents()
                .when(new Add(1))
                .thenReply(1);
    }

    @Test
    void whatOthersAreToldIsAnEffect() {
        EventSourcedTester<Command, Sum, Added> tester = tester().given(new Added(7));

        tester.when(new Tell(tester.ref("other")));

        assertThat(tester.effects()).containsExactly(new Effect.Told(tester.ref("other"), 7));
    }

    @Test
    void theEndOfTheActorIsSeen() {
        tester().when(new Stop()).thenStopped();
    }

    @Test
    void whatDiffersFailsTheTest() {
        EventSourcedTester<Command, Sum, Added> tester = tester().when(new Add(1));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tester.thenEvents(new Added(2)))
                .withMessageContaining("events: expected")
                .withMessageContaining("and got");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tester.thenReply(2));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tester.thenState(new Sum(2)));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(tester::thenNoEvents);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tester.thenFailure(Exception.class));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(tester::thenStopped);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tester.when(new Stop()).thenReply(1));
    }

    @Test
    void aStateMayBeLargerThanAnEvent() {
        EventTypes small = EventTypes.builder()
                .add(Added.class, Sum.class)
                .maxSize("{\"amount\":1}".length())
                .build();

        EventSourced<Command, Sum, Added> growing = EventSourced.of("sum", Command.class, Added.class, new Sum(0))
                .onCommand(Command.class, (sum, command, decide) -> decide.persist(new Added(1)))
                .onEvent(Added.class, (sum, added) -> new Sum(10_000_000));

        EventSourcedTester.of(growing, small).when(new Stop()).thenState(new Sum(10_000_000));
    }

    @Test
    void anEventThatIsAnotherOneWhenItIsReadAgainFailsTheTest() {
        EventSourced<Command, Sum, Added> forgetful = EventSourced.of("sum", Command.class, Added.class, new Sum(0))
                .onCommand(Command.class, (sum, command, decide) -> decide.persist(new Added(1, "note")))
                .onEvent(Added.class, (sum, added) -> sum);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EventSourcedTester.of(forgetful, TYPES).when(new Stop()))
                .withMessageContaining("read again, the events of Stop");
    }

    @Test
    void aHandlerThatIsNotTheSameEachTimeFailsTheTest() {
        AtomicInteger calls = new AtomicInteger();
        EventSourced<Command, Sum, Added> impure = EventSourced.of("sum", Command.class, Added.class, new Sum(0))
                .onCommand(Command.class, (sum, command, decide) -> decide.persist(new Added(1)))
                .onEvent(Added.class, (sum, added) -> new Sum(calls.incrementAndGet()));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EventSourcedTester.of(impure, TYPES).when(new Stop()))
                .withMessageContaining("all events up to Stop[] come to");
    }

    @Test
    void whatIsGivenComesFirst() {
        EventSourcedTester<Command, Sum, Added> tester = tester().when(new Add(1));

        assertThatIllegalStateException().isThrownBy(() -> tester.given(new Added(1)));
    }
}

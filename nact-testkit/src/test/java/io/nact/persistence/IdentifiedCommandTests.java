package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.event.ActorEvent;
import io.nact.persistence.Till.Command;
import io.nact.persistence.Till.Hand;
import io.nact.persistence.Till.Note;
import io.nact.persistence.Till.Paid;
import io.nact.persistence.Till.Pay;
import io.nact.persistence.Till.Show;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StoredEvent;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import io.nact.testkit.persistence.EventSourcedTester;
import io.nact.testkit.persistence.FaultyStorage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A command with an id is processed once, however often it comes. */
class IdentifiedCommandTests {

    private final ActorTestKit kit = ActorTestKit.create();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Till.TYPES);

    private final TestProbe<Object> probe = kit.probe();

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    /** Recovers at once, whatever has happened. */
    private ActorRef<Command> spawn(Behavior<Command> behavior) {
        return kit.spawn("t1", behavior.onCrash(SupervisionPolicy.always(Directive.RESUME)));
    }

    private ActorRef<Command> till() {
        return spawn(persistence.behavior(Till.eventSourced()));
    }

    private List<StoredEvent> stored() {
        return Wallet.stored(persistence, Till.ID);
    }

    private static Throwable paidAgain(ActorRef<Command> till, Pay pay) {
        return failure(till.ask(pay));
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("EventSourced", 2, persistence -> persistence.behavior(Till.eventSourced())),
                new Way("PersistentReducer", 1, persistence -> persistence.behavior(Till.reducer())),
                new Way("DurableState", 1, persistence -> persistence.behavior(Till.durable())));
    }

    /** A way to write a till, in which a payment leads to this number. */
    record Way(String name, long number, Made made) {

        interface Made {

            Behavior<Command> by(Persistence persistence);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aCommandThatComesAgainIsNotProcessedAgain(Way way) {
        ActorRef<Command> till = spawn(way.made().by(persistence));
        assertThat(reply(till.ask(new Pay("one", 5)))).isEqualTo(5);

        assertThat(paidAgain(till, new Pay("one", 5)))
                .isInstanceOf(AlreadyProcessedException.class)
                .hasMessage(
                        "'till|t1' has processed this Pay before, which led to number %d. Say with onDuplicate what is"
                                + " answered then",
                        way.number());

        assertThat(reply(till.ask(new Show()))).isEqualTo(5);
        assertThat(reply(till.ask(new Pay("other", 2)))).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theStoreKnowsItWhenTheActorHasStartedAnew(Way way) {
        ActorRef<Command> till = spawn(way.made().by(persistence));
        reply(till.ask(new Pay("one", 5)));
        reply(till.ask(new Pay("other", 5)));
        kit.stop(till);

        ActorRef<Command> next = spawn(way.made().by(persistence));

        assertThat(paidAgain(next, new Pay("one", 5))).isInstanceOf(AlreadyProcessedException.class);
        assertThat(reply(next.ask(new Show()))).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void withoutAnIdEachIsProcessed(Way way) {
        ActorRef<Command> till = spawn(way.made().by(persistence));
        reply(till.ask(new Pay(null, 5)));

        assertThat(reply(till.ask(new Pay(null, 5)))).isEqualTo(10);
    }

    @Test
    void whatWasStoredAfterAllIsNotProcessedAgain() {
        ActorRef<Command> till = till();
        storage.journal().storeAndFailNext();
        assertThat(failure(till.ask(new Pay("one", 5)))).isInstanceOf(JournalUnavailableException.class);

        assertThat(paidAgain(till, new Pay("one", 5))).isInstanceOf(AlreadyProcessedException.class);

        assertThat(reply(till.ask(new Show()))).isEqualTo(5);
    }

    @Test
    void whatWasNotStoredIsProcessedTheNextTime() {
        ActorRef<Command> till = till();
        storage.journal().failNext();
        assertThat(failure(till.ask(new Pay("one", 5)))).isInstanceOf(JournalUnavailableException.class);
        storage.journal().rejectNext();
        assertThat(failure(till.ask(new Pay("one", 5)))).isInstanceOf(PersistRejectedException.class);

        assertThat(reply(till.ask(new Pay("one", 5)))).isEqualTo(5);
    }

    @Test
    void aCommandThatLedToNothingIsProcessedAgain() {
        ActorRef<Command> till = till();

        assertThat(reply(till.ask(new Pay("one", 101)))).isEqualTo(-1);
        assertThat(reply(till.ask(new Pay("one", 101)))).isEqualTo(-1);
        assertThat(reply(till.ask(new Pay("one", 1)))).isEqualTo(1);
    }

    @Test
    void whoOnlyWantsToKnowThatItIsDoneHearsIt() {
        ActorRef<Command> till = till();
        reply(till.ask(new Note("one", 5)));

        assertThat(reply(till.ask(new Note("one", 5)))).isNull();

        assertThat(stored()).hasSize(1);
    }

    @Test
    void whatIsToldAgainIsSilent() {
        kit.system()
                .events()
                .subscribe(ActorEvent.Crashed.class, crash -> probe.ref().tell(crash));
        ActorRef<Command> till = till();
        till.tell(new Pay("one", 5));
        till.tell(new Pay("one", 5));

        assertThat(reply(till.ask(new Show()))).isEqualTo(5);
        kit.settle();
        assertThat(probe.queued()).isEmpty();
    }

    @Test
    void theDescriptionMaySayWhatIsAnswered() {
        ActorRef<Command> till = spawn(persistence.behavior(Till.eventSourced()
                .onDuplicate(Pay.class, (state, pay, decide) -> decide.reply(state.sum()))
                .onDuplicate(
                        Hand.class,
                        (state, hand, decide) -> decide.reply(hand.replyTo(), "takings are " + state.sum()))));
        reply(till.ask(new Pay("one", 5)));
        reply(till.<String>ask(replyTo -> new Hand("other", 2, replyTo)));

        assertThat(reply(till.ask(new Pay("one", 5)))).isEqualTo(7);
        assertThat(reply(till.<String>ask(replyTo -> new Hand("other", 2, replyTo))))
                .isEqualTo("takings are 7");
    }

    @Test
    void theFunctionsDescriptionMaySayItToo() {
        ActorRef<Command> till = spawn(persistence.behavior(Till.reducer().onDuplicate((state, command, context) -> {
            if (command instanceof Pay pay) {
                context.replyTo(pay).reply(-state.sum());
            }
        })));
        reply(till.ask(new Pay("one", 5)));

        assertThat(reply(till.ask(new Pay("one", 5)))).isEqualTo(-5);
    }

    @Test
    void theDescriptionOfAStateMaySayItToo() {
        ActorRef<Command> till = spawn(persistence.behavior(
                Till.durable().onDuplicate(Pay.class, (state, pay, decide) -> decide.reply(-state.sum()))));
        reply(till.ask(new Pay("one", 5)));

        assertThat(reply(till.ask(new Pay("one", 5)))).isEqualTo(-5);
    }

    @Test
    void anAnswerStoresNothing() {
        ActorRef<Command> till = spawn(persistence.behavior(
                Till.eventSourced().onDuplicate(Pay.class, (state, pay, decide) -> decide.persist(new Paid(1)))));
        reply(till.ask(new Pay("one", 5)));

        assertThat(paidAgain(till, new Pay("one", 5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("persists something for a Pay that it has processed before");

        assertThat(stored()).hasSize(2);
        assertThat(reply(till.ask(new Show()))).isEqualTo(5);
    }

    @Test
    void aSecondAnswerForACommandIsRefused() {
        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> Till.eventSourced()
                        .onDuplicate(Pay.class, (state, pay, decide) -> decide.none())
                        .onDuplicate(Pay.class, (state, pay, decide) -> decide.none()));
    }

    @Test
    void theStoreIsAskedOnceAsLongAsTheCommandsAreFew() {
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        storage.commands().failNextFind();

        assertThat(paidAgain(till, new Pay("one", 5))).isInstanceOf(AlreadyProcessedException.class);
        assertThat(reply(till.ask(new Pay("other", 2)))).isEqualTo(7);
        assertThat(paidAgain(till, new Pay("other", 2))).isInstanceOf(AlreadyProcessedException.class);
    }

    @Test
    void theStoreKnowsMoreCommandsThanTheActor() {
        ActorRef<Command> till = till();
        for (int i = 0; i < 150; i++) {
            reply(till.ask(new Note("command " + i, 1)));
        }

        for (int i = 0; i < 150; i++) {
            reply(till.ask(new Note("command " + i, 1)));
        }
        kit.stop(till);
        ActorRef<Command> next = till();
        for (int i = 0; i < 150; i++) {
            reply(next.ask(new Note("command " + i, 1)));
        }
        assertThat(stored()).hasSize(150);
    }

    @Test
    void aStoreThatDoesNotAnswerIsToldToTheAskerAndNothingIsProcessed() {
        ActorRef<Command> till = till();
        storage.commands().failNextFind();

        assertThat(failure(till.ask(new Pay("one", 5)))).isInstanceOf(JournalUnavailableException.class);

        assertThat(stored()).isEmpty();
        assertThat(reply(till.ask(new Pay("one", 5)))).isEqualTo(5);
    }

    @Test
    void ofTwoActorsOfOneIdOneProcessesIt() {
        ActorRef<Command> till = till();
        ActorRef<Command> twin = kit.spawn(
                "twin",
                persistence.behavior(Till.eventSourced().id("t1")).onCrash(SupervisionPolicy.always(Directive.RESUME)));
        reply(twin.ask(new Show()));
        reply(till.ask(new Pay("one", 5)));

        assertThat(paidAgain(twin, new Pay("one", 5))).isInstanceOf(AlreadyProcessedException.class);
        assertThat(paidAgain(twin, new Pay("other", 5))).isInstanceOf(SequenceConflictException.class);

        assertThat(reply(twin.ask(new Pay("other", 5)))).isEqualTo(10);
        assertThat(reply(twin.ask(new Show()))).isEqualTo(10);
    }

    @Test
    void aTesterSeesWhatADuplicateIsAnswered() {
        EventSourcedTester.of(Till.eventSourced(), Till.TYPES)
                .when(new Pay("one", 5))
                .thenEvents(new Paid(5), new Paid(0))
                .thenReply(5L)
                .when(new Pay("one", 5))
                .thenNoEvents()
                .thenFailure(AlreadyProcessedException.class)
                .thenState(new Till.Takings(5));
    }
}

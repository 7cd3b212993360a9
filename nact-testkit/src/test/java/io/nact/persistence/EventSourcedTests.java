package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.NoReplyException;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.persistence.Account.Close;
import io.nact.persistence.Account.Closed;
import io.nact.persistence.Account.Command;
import io.nact.persistence.Account.Deposit;
import io.nact.persistence.Account.Deposited;
import io.nact.persistence.Account.Do;
import io.nact.persistence.Account.Event;
import io.nact.persistence.Account.Withdraw;
import io.nact.persistence.Account.Withdrawn;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import io.nact.testkit.persistence.FaultyStorage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands are decided about, events make the state. */
class EventSourcedTests {

    private final ActorTestKit kit = ActorTestKit.create();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Account.TYPES);

    private final TestProbe<Object> probe = kit.probe();

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private ActorRef<Command> account() {
        return kit.spawn("a1", persistence.behavior(Account.eventSourced()));
    }

    private static CompletableFuture<String> withdraw(ActorRef<Command> account, long amount) {
        return account.ask(replyTo -> new Withdraw(amount, replyTo));
    }

    private List<StoredEvent> stored() {
        return Wallet.stored(persistence, PersistenceId.of("account", "a1"));
    }

    @Test
    void repliesComeWithTheStateAfterTheEvents() {
        ActorRef<Command> account = account();

        assertThat(reply(account.ask(new Deposit(100)))).isEqualTo(100);
        assertThat(reply(withdraw(account, 30))).isEqualTo("left: 70");
        assertThat(reply(withdraw(account, 500))).isEqualTo("refused");
        assertThat(stored())
                .extracting(event -> event.payload().type())
                .containsExactly("account.deposited", "account.withdrawn");
    }

    @Test
    void theStateComesBackAfterAStop() {
        ActorRef<Command> account = account();
        reply(account.ask(new Deposit(100)));
        reply(withdraw(account, 30));
        kit.stop(account);

        assertThat(reply(withdraw(account(), 70))).isEqualTo("left: 0");
    }

    @Test
    void eventsAreStoredWithTheirTags() {
        ActorRef<Command> account = account();
        reply(account.ask(new Deposit(1)));
        reply(account.ask(new Close()));

        assertThat(stored()).extracting(StoredEvent::tags).containsExactly(Set.of("money"), Set.of("money"), Set.of());
    }

    @Test
    void aRequestOfNothingIsAnsweredOnceItsEventsAreStoredAndTheActorStops() {
        ActorRef<Command> account = account();
        reply(account.ask(new Deposit(1)));
        CompletableFuture<Void> go = storage.journal().holdNext();
        CompletableFuture<Void> closed = account.ask(new Close());
        kit.settle();
        assertThat(closed).isNotDone();

        go.complete(null);

        assertThat(reply(closed)).isNull();
        probe.expectTerminated(account);
        assertThat(stored()).hasSize(3);
    }

    @Test
    void whatFollowsRunsInOrderAndOnlyOnceTheEventsAreStored() {
        ActorRef<Command> account = account();
        Do command = new Do((state, self, decide) -> {
            probe.ref().tell("told");
            return decide.persist(new Deposited(1), new Deposited(2))
                    .thenRun(after -> probe.ref().tell(after.balance()))
                    .thenReply(probe.ref(), after -> "replied")
                    .thenReply(after -> "done");
        });
        storage.journal().rejectNext();
        assertThat(failure(account.ask(command))).isInstanceOf(PersistRejectedException.class);
        kit.settle();
        assertThat(probe.queued()).isEmpty();

        assertThat(reply(account.ask(command))).isEqualTo("done");

        probe.expectMessages("told", 3L, "replied");
    }

    @Test
    void aDecisionIsAValue() {
        Do command = new Do((state, self, decide) -> {
            Decision<Account, Event, Object> decision = decide.persist(new Deposited(1));
            Decision<Account, Event, Object> telling =
                    decision.thenRun(after -> probe.ref().tell("told"));
            assertThat(telling).isNotSameAs(decision);
            return decision.thenReply(after -> "done");
        });

        assertThat(reply(account().ask(command))).isEqualTo("done");

        kit.settle();
        assertThat(probe.queued()).isEmpty();
    }

    @Test
    void anEventThatCannotBeAppliedIsNeverStored() {
        EventSourced<Command, Account, Event> broken = EventSourced.of(
                        "account", Command.class, Event.class, Account.EMPTY)
                .onCommand(Command.class, (account, command, decide) -> decide.persist(new Deposited(1)))
                .onEvent(Event.class, (account, event) -> {
                    throw new IllegalStateException("on purpose");
                });
        ActorRef<Command> account = kit.spawn("a1", persistence.behavior(broken));

        assertThat(failure(account.ask(new Deposit(1)))).hasMessage("on purpose");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aDecisionWithoutAReplyLeavesTheAskerWithoutOne() {
        assertThat(failure(account().ask(new Do((state, self, decide) -> decide.none()))))
                .isInstanceOf(NoReplyException.class);
    }

    @Test
    void whatIsNotTakenNowIsUnhandled() {
        assertThat(failure(account().ask(new Do((state, self, decide) -> decide.unhandled()))))
                .isInstanceOf(UnhandledMessageException.class);
    }

    @Test
    void aStashedCommandIsDecidedAboutAgain() {
        ActorRef<Command> account = account();
        CompletableFuture<Object> stashed = account.ask(new Do((state, self, decide) ->
                state.balance() == 0 ? decide.stash() : decide.reply("balance " + state.balance())));
        account.tell(new Do((state, self, decide) -> decide.persist(new Deposited(5))
                .thenRun(after -> decide.context().stash().unstashAll())));

        assertThat(reply(stashed)).isEqualTo("balance 5");
    }

    @Test
    void aDecisionMayStopTheActor() {
        ActorRef<Command> account = account();

        account.tell(new Do((state, self, decide) -> decide.stop()));

        probe.expectTerminated(account);
    }

    @Test
    void theHandlerOfATypeAboveServesWhoHasNoneOfItsOwn() {
        EventSourced<Command, Account, Event> few = EventSourced.of(
                        "account", Command.class, Event.class, Account.EMPTY)
                .onCommand(Command.class, (account, command, decide) -> decide.none())
                .onRequest(Deposit.class, (account, deposit, decide) -> decide.reply(42L))
                .onEvent(Event.class, (account, event) -> account);
        ActorRef<Command> account = kit.spawn("a1", persistence.behavior(few));

        assertThat(reply(account.ask(new Deposit(1)))).isEqualTo(42L);
        assertThat(reply(account.ask(new Close()))).isNull();
    }

    @Test
    void somethingMayFollowTheRecovery() {
        kit.spawn(
                "a1",
                persistence.behavior(Account.eventSourced()
                        .afterRecovery((account, context) -> probe.ref().tell(account))));

        probe.expectMessage(Account.EMPTY);
    }

    @Test
    void theStateBeforeTheFirstEventMayComeFromTheId() {
        EventSourced<Command, Account, Event> named = EventSourced.from(
                        "account", Command.class, Event.class, id -> new Account(id.length(), true))
                .onRequest(Deposit.class, (account, deposit, decide) -> decide.reply(account.balance()))
                .onCommand(Command.class, (account, command, decide) -> decide.none())
                .onEvent(Event.class, (account, event) -> account);

        assertThat(reply(kit.spawn("four", persistence.behavior(named)).ask(new Deposit(1))))
                .isEqualTo(4);
    }

    @Test
    void anEventWithoutAHandlerIsToldAtTheStart() {
        EventSourced<Command, Account, Event> incomplete = EventSourced.of(
                        "account", Command.class, Event.class, Account.EMPTY)
                .onCommand(Command.class, (account, command, decide) -> decide.none())
                .onEvent(Deposited.class, (account, event) -> account);

        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> persistence.behavior(incomplete))
                .withMessage("'account' has no handler for the event %s, %s. Add an onEvent for it."
                        .formatted(Withdrawn.class.getName(), Closed.class.getName()));
    }

    @Test
    void aCommandWithoutAHandlerIsToldAtTheStart() {
        EventSourced<Command, Account, Event> incomplete = EventSourced.of(
                        "account", Command.class, Event.class, Account.EMPTY)
                .onEvent(Event.class, (account, event) -> account);

        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> persistence.behavior(incomplete))
                .withMessageContaining("no handler for the command " + Deposit.class.getName());
    }

    @Test
    void anEventWithoutAnAliasIsToldAtTheStart() {
        Persistence forgetful = Persistence.of(storage, EventTypes.of(Deposited.class, Closed.class));

        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> forgetful.behavior(Account.eventSourced()))
                .withMessageContaining("stores " + Withdrawn.class.getName() + ", which is not among the event types");
    }

    @Test
    void aSecondHandlerAndAStrangersRequestAreRefused() {
        record Stranger() implements Request<String> {}

        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> Account.eventSourced().onEvent(Deposited.class, (account, event) -> account));
        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> Account.eventSourced()
                        .onRequest(Stranger.class, (account, stranger, decide) -> decide.reply("who?")));
    }

    @Test
    void aPolicyOfItsOwnMayBeSaid() {
        ActorRef<Command> account = kit.spawn(
                "a1", persistence.behavior(Account.eventSourced()).onCrash(SupervisionPolicy.always(Directive.RESUME)));
        failure(account.ask(new Do((state, self, decide) -> {
            throw new IllegalStateException("on purpose");
        })));

        assertThat(reply(account.ask(new Deposit(1)))).isEqualTo(1);
    }
}

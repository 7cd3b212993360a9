package io.nact.tests;

import static io.nact.tests.Script.crash;
import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.Request;
import io.nact.Stash;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What an actor sets aside is neither lost nor answered, and is handled when the actor says so. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class StashTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ManualTime clock = new ManualTime();

    private final Engines engine;

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    StashTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(clock);
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.actor());
    }

    private ActorRef<Script<?>> actorThat(Directive directive) {
        return system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(directive)));
    }

    /** A message that is stashed the first time, and then says and answers its name. */
    private <T> Script<T> later(T name) {
        return later(1, name);
    }

    private <T> Script<T> later(int times, T name) {
        AtomicInteger left = new AtomicInteger(times);
        return new Script<>((request, context) -> {
            if (left.getAndDecrement() > 0) {
                probe.saw(context.stash().add() ? "stashed " + name : "refused " + name);
            } else {
                probe.saw(name);
                context.replyTo(request).reply(name);
            }
            return null;
        });
    }

    /** Sends these to be stashed, and waits until they are. */
    private void stash(ActorRef<Script<?>> actor, int... names) {
        for (int name : names) {
            actor.tell(later(name));
            probe.expect("stashed " + name);
        }
        settle(actor);
    }

    private Script<Object> say(Object word) {
        return Script.run(context -> probe.saw(word));
    }

    private void expectNothingMore() {
        assertThat(probe.soFar()).isEmpty();
    }

    private void expectNoDeadLetters() {
        for (Reason reason : Reason.values()) {
            assertThat(system.deadLetters(reason)).as(reason.name()).isZero();
        }
    }

    @Test
    void whatIsPutBackIsHandledOldestFirstAndBeforeWhatWaits() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        stash(actor, 1, 2, 3);
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stash().unstashAll();
            probe.saw("end of the turn");
        }));
        gate.awaitReached();
        actor.tell(say("waits"));

        gate.open();

        probe.expect("end of the turn", 1, 2, 3, "waits");
        expectNoDeadLetters();
    }

    @Test
    void whatIsNotPutBackStays() {
        ActorRef<Script<?>> actor = actor();
        stash(actor, 1, 2, 3);

        actor.tell(say("next"));

        probe.expect("next");
        settle(actor);
        expectNothingMore();
    }

    @Test
    void someMayBePutBackTheOldestFirst() {
        ActorRef<Script<?>> actor = actor();
        stash(actor, 1, 2, 3, 4, 5);

        in(actor, context -> context.stash().unstash(2));
        settle(actor);
        probe.expect(1, 2);
        in(actor, context -> context.stash().unstash(0));
        settle(actor);
        expectNothingMore();
        in(actor, context -> context.stash().unstash(1));
        settle(actor);
        probe.expect(3);
        in(actor, context -> context.stash().unstash(100));
        settle(actor);

        probe.expect(4, 5);
        in(actor, context -> probe.saw(context.stash().isEmpty()));
        probe.expect(true);
    }

    @Test
    void puttingBackWhatThereIsNotDoesNothing() {
        ActorRef<Script<?>> actor = actor();

        in(actor, context -> {
            context.stash().unstashAll();
            context.stash().unstash(10);
        });

        settle(actor);
    }

    @Test
    void whatHasBeenPutBackMayBeStashedAgain() {
        ActorRef<Script<?>> actor = actor();
        actor.tell(later(2, "one"));
        actor.tell(later(1, "two"));
        probe.expect("stashed one", "stashed two");

        in(actor, context -> context.stash().unstashAll());
        settle(actor);
        probe.expect("stashed one", "two");
        in(actor, context -> context.stash().unstashAll());

        probe.expect("one");
    }

    @Test
    void onlyWhatWasStashedBeforeThisTurnIsPutBackInIt() {
        AtomicInteger turns = new AtomicInteger();
        ActorRef<Script<?>> actor = actor();
        stash(actor, 1);
        actor.tell(Script.run(context -> {
            probe.saw("turn " + turns.incrementAndGet());
            if (turns.get() == 1) {
                context.stash().add();
                context.stash().unstashAll();
            }
        }));

        settle(actor);

        probe.expect("turn 1", 1);
        expectNothingMore();
        in(actor, context -> {
            probe.saw(context.stash().size());
            context.stash().unstashAll();
        });
        probe.expect(1, "turn 2");
    }

    @Test
    void howOftenItIsSaidInOneTurnDoesNotMatter() {
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef<Script<?>> actor = actor();
        actor.tell(Script.run(context -> {
            if (!stashed.getAndSet(true)) {
                probe.saw(context.stash().add());
                probe.saw(context.stash().add());
                probe.saw(context.stash().size());
            } else {
                probe.saw("again");
            }
        }));

        in(actor, context -> {
            probe.saw(context.stash().size());
            context.stash().unstashAll();
        });
        settle(actor);

        probe.expect(true, true, 0, 1, "again");
        expectNothingMore();
    }

    @Test
    void itKnowsHowManyItHoldsAndMayHold() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().stashCapacity(2).onCrash(crash -> Directive.RESUME));
        in(actor, context -> probe.saw(figures(context.stash())));
        probe.expect("0 of 2, empty true, full false");
        stash(actor, 1);
        in(actor, context -> probe.saw(figures(context.stash())));
        probe.expect("1 of 2, empty false, full false");
        stash(actor, 2);
        in(actor, context -> probe.saw(figures(context.stash())));
        probe.expect("2 of 2, empty false, full true");

        ActorRef<Script<?>> other = system.spawn("other", Script.actor());
        in(other, context -> probe.saw(context.stash().capacity()));
        probe.expect(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> Script.actor().stashCapacity(0));
    }

    private static String figures(Stash stash) {
        return "%d of %d, empty %s, full %s".formatted(stash.size(), stash.capacity(), stash.isEmpty(), stash.isFull());
    }

    @Test
    void whoeverAskedGoesOnWaiting() {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<String> ask = actor.ask(later("answer"));
        probe.expect("stashed answer");
        settle(actor);

        assertThat(ask).isNotDone();
        in(actor, context -> context.stash().unstashAll());

        assertReply(ask).isEqualTo("answer");
        expectNoDeadLetters();
    }

    private record Quiet() implements Request<Void> {}

    /** The end of the turn would answer it, if the message had been handled. */
    @Test
    void aRequestWithoutAReplyIsNotAnsweredByBeingStashed() {
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef<Object> actor = system.spawn("actor", Behaviors.stateful(0, (count, message, context) -> {
            if (!(message instanceof Quiet)) {
                context.stash().unstashAll();
            } else if (!stashed.getAndSet(true)) {
                context.stash().add();
                probe.saw("stashed");
            }
            return count + 1;
        }));
        CompletableFuture<Void> ask = actor.ask(new Quiet());
        probe.expect("stashed");

        await().during(Duration.ofMillis(30)).until(() -> !ask.isDone());
        actor.tell("unstash");

        assertReply(ask).isNull();
    }

    @Test
    void theDeadlineOfAnAskHoldsWhileItIsStashed() {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<String> ask = actor.ask(later("answer"), TEN_SECONDS);
        probe.expect("stashed answer");
        settle(actor);

        clock.advance(TEN_SECONDS);

        assertFailure(ask).isInstanceOf(AskTimeoutException.class).hasMessageContaining("it waited 10000 ms");
        in(actor, context -> context.stash().unstashAll());
        settle(actor);
        expectNothingMore();
        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
    }

    @Test
    void anAskThatIsCancelledWhileItIsStashedIsNotHandled() {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<String> ask = actor.ask(later("answer"));
        probe.expect("stashed answer");

        ask.cancel(false);
        in(actor, context -> context.stash().unstashAll());
        settle(actor);

        expectNothingMore();
        assertThat(system.deadLetters(Reason.CANCELLED)).isOne();
    }

    /** Guarantee 6: deadlines travel. */
    @Test
    void theTurnAfterwardsHasTheTimeThatIsLeft() {
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef<Script<?>> silent = system.spawn("silent", Script.actor());
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<Object> ask = actor.ask(
                Script.async((request, context) -> {
                    if (!stashed.getAndSet(true)) {
                        context.stash().add();
                        probe.saw("stashed");
                        return null;
                    }
                    context.replyTo(request);
                    probe.saw(silent.ask(
                            Script.async((inner, silence) -> {
                                silence.replyTo(inner);
                                return null;
                            }),
                            Duration.ofHours(1)));
                    return null;
                }),
                TEN_SECONDS);
        probe.expect("stashed");
        settle(actor);
        clock.advance(Duration.ofSeconds(8));
        in(actor, context -> context.stash().unstashAll());
        CompletableFuture<?> inner = (CompletableFuture<?>) probe.next();

        clock.advance(SECOND);
        assertThat(inner).isNotDone();
        clock.advance(SECOND);

        assertFailure(inner).isInstanceOf(AskTimeoutException.class);
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
    }

    @Test
    void whatDoesNotFitIsADeadLetterAndNoCrash() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().stashCapacity(2));
        stash(actor, 1, 2);

        actor.tell(later("three"));
        probe.expect("refused three");
        CompletableFuture<String> ask = actor.ask(later("four"));
        probe.expect("refused four");

        assertFailure(ask).isInstanceOf(MailboxFullException.class).hasMessageContaining("actor");
        assertThat(system.deadLetters(Reason.FULL)).isEqualTo(2);
        in(actor, context -> context.stash().unstashAll());
        settle(actor);
        probe.expect(1, 2);
        stash(actor, 5);
    }

    @Test
    void roomThatIsMadeInTheTurnCounts() {
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().stashCapacity(1));
        stash(actor, 1);
        actor.tell(Script.run(context -> {
            if (!stashed.getAndSet(true)) {
                probe.saw(context.stash().add());
                context.stash().unstash(1);
                probe.saw(context.stash().add());
            } else {
                probe.saw("handled");
            }
        }));
        settle(actor);

        probe.expect(false, true, 1);
        in(actor, context -> context.stash().unstashAll());
        probe.expect("handled");
        expectNoDeadLetters();
    }

    @Test
    void aTurnThatFailsAfterwardsHasFailedWithItsMessage() {
        ActorRef<Script<?>> actor = actorThat(Directive.RESUME);

        assertFailure(actor.ask(Script.run(context -> {
                    probe.saw(context.stash().add());
                    throw new IllegalStateException("on purpose");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");

        in(actor, context -> probe.saw(context.stash().size()));
        probe.expect(true, 0);
        expectNoDeadLetters();
    }

    @Test
    void anOpenTurnStashesItsMessageWhenItsStageCompletes() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<String> ask = actor.ask(Script.async((request, context) -> {
            if (stashed.getAndSet(true)) {
                context.replyTo(request).reply("answer");
                return null;
            }
            context.stash().add();
            probe.saw("open");
            return stage.thenRun(() -> probe.saw(context.stash().size()));
        }));
        probe.expect("open");
        actor.tell(Script.run(context -> {
            probe.saw(context.stash().size());
            context.stash().unstashAll();
        }));

        stage.complete("done");

        probe.expect(0, 1);
        assertReply(ask).isEqualTo("answer");
    }

    @Test
    void anOpenTurnMayStashItsMessageLate() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef<Script<?>> actor = actor();
        actor.tell(Script.async((request, context) -> {
            if (stashed.getAndSet(true)) {
                probe.saw("again");
                return null;
            }
            probe.saw("open");
            return stage.thenRun(() -> context.stash().add());
        }));
        probe.expect("open");
        stage.complete("done");

        in(actor, context -> context.stash().unstashAll());

        probe.expect("again");
    }

    @Test
    void anOpenTurnWhoseStageFailsStashesNothing() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        CompletableFuture<Object> ask = actor.ask(Script.async((request, context) -> {
            context.stash().add();
            probe.saw("open");
            return stage;
        }));
        probe.expect("open");

        stage.completeExceptionally(new IllegalStateException("on purpose"));

        assertFailure(ask).hasMessage("on purpose");
        in(actor, context -> probe.saw(context.stash().size()));
        probe.expect(0);
    }

    @Test
    void aResumeKeepsIt() {
        ActorRef<Script<?>> actor = actorThat(Directive.RESUME);
        stash(actor, 1, 2);
        crash(actor);

        in(actor, context -> {
            probe.saw(context.stash().size());
            context.stash().unstashAll();
        });

        probe.expect(2, 1, 2);
    }

    @Test
    void aResetPutsAllBackInOrderBeforeWhatWaits() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actorThat(Directive.RESET);
        stash(actor, 1, 2);
        CompletableFuture<Integer> ask = actor.ask(later(3));
        probe.expect("stashed 3");
        actor.tell(Script.run(context -> {
            gate.pass();
            throw new IllegalStateException("on purpose");
        }));
        gate.awaitReached();
        actor.tell(say("waits"));

        gate.open();

        probe.expect(1, 2, 3, "waits");
        assertReply(ask).isEqualTo(3);
        in(actor, context -> probe.saw(context.stash().size()));
        probe.expect(0);
        expectNoDeadLetters();
    }

    @Test
    void aStopMakesDeadLettersOfIt() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().afterStop((state, context) -> {
            probe.saw(context.undelivered());
        }));
        Script<Integer> first = later(1);
        Script<String> asked = later("two");
        actor.tell(first);
        CompletableFuture<String> ask = actor.ask(asked);
        probe.expect("stashed 1", "stashed two");
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        Script<Object> waiting = say("waits");
        actor.tell(waiting);

        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();
        Waiting.reply(stopped);

        probe.expect(List.of(first, asked, waiting));
        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(3);
    }

    @Test
    void whatWasPutBackWhenTheActorStopsAreDeadLettersToo() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().afterStop((state, context) -> {
            probe.saw(context.undelivered().size());
        }));
        stash(actor, 1, 2, 3);

        actor.tell(Script.run(context -> {
            context.stash().unstash(2);
            context.stop();
        }));

        probe.expect(3);
        await().until(() -> system.deadLetters(Reason.STOPPED) == 3);
    }

    @Test
    void aMessageThatIsStashedInTheTurnThatStopsIsADeadLetter() {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<Object> ask = actor.ask(Script.run(context -> {
            context.stash().add();
            context.stop();
        }));

        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        await().until(() -> system.deadLetters(Reason.STOPPED) == 1);
    }

    @Test
    void anActorWithAStashIsNotIdle() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor", Script.actor().shutdownAfter(TEN_SECONDS).afterStop((state, context) -> probe.saw("ended")));
        stash(actor, 1);

        for (int i = 0; i < 10; i++) {
            clock.advance(TEN_SECONDS);
        }
        in(actor, context -> context.stash().unstashAll());
        probe.expect(1);

        passUntilSeen();
        probe.expect("ended");
    }

    @Test
    void anEntityWithAStashIsNotPassivated() {
        ActorRef<Script<?>> entity = EntityKinds.register(
                        system.actors(),
                        "entities",
                        Script.actor().afterStop((state, context) -> probe.saw("passivated")),
                        TEN_SECONDS)
                .get("one");
        stash(entity, 1, 2);

        for (int i = 0; i < 10; i++) {
            clock.advance(TEN_SECONDS);
        }
        in(entity, context -> context.stash().unstashAll());
        probe.expect(1, 2);

        passUntilSeen();
        probe.expect("passivated");
    }

    private void passUntilSeen() {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(SECOND);
            return !probe.soFar().isEmpty();
        });
    }

    @Test
    void onlyAMessageInHandCanBeStashed() {
        ActorRef<Script<?>> actor = system.spawn("actor", Behaviors.setup(context -> {
            probe.saw(attempt(context));
            return Script.actor().afterStop((state, last) -> probe.saw(attempt(last)));
        }));
        assertThat(probe.next()).isInstanceOf(IllegalStateException.class);

        system.stopAndWait(actor);

        assertThat(probe.next()).isInstanceOf(IllegalStateException.class);
    }

    private static Object attempt(ActorContext<Script<?>> context) {
        try {
            return context.stash().add();
        } catch (RuntimeException refused) {
            return refused;
        }
    }

    @Test
    void aMessageWhoseAnswerIsPromisedCannotBeStashed() {
        ActorRef<Script<?>> actor = actor();

        CompletableFuture<String> ask = actor.ask(Script.async((request, context) -> {
            context.replyTo(request).reply("answer");
            assertThatIllegalStateException().isThrownBy(() -> context.stash().add());
            return null;
        }));

        assertReply(ask).isEqualTo("answer");
        in(actor, context -> probe.saw(context.stash().size()));
        probe.expect(0);
    }

    @Test
    void aMessageThatHasBeenForwardedCannotBeStashed() {
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());
        ActorRef<Script<?>> actor = actor();

        CompletableFuture<String> ask = actor.ask(Script.async((request, context) -> {
            context.forward(other, Script.reply(inner -> "from the other"));
            assertThatIllegalStateException().isThrownBy(() -> context.stash().add());
            return null;
        }));

        assertReply(ask).isEqualTo("from the other");
        in(actor, context -> probe.saw(context.stash().size()));
        probe.expect(0);
    }

    @Test
    void whatTheActorSendsItselfCanBeStashedToo() {
        AtomicInteger turns = new AtomicInteger();
        Script<Object> own = Script.run(context -> {
            probe.saw("turn " + turns.incrementAndGet());
            if (turns.get() <= 2) {
                context.stash().add();
            }
        });
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startSingle("key", own, SECOND);
            context.pipeToSelf(CompletableFuture.completedFuture(""), (value, failure) -> own);
        });
        settle(actor);
        probe.expect("turn 1");
        clock.advance(SECOND);
        settle(actor);
        probe.expect("turn 2");

        in(actor, context -> {
            probe.saw(context.stash().size());
            context.stash().unstashAll();
        });

        probe.expect(2, "turn 3", "turn 4");
    }

    @Test
    void stashedMessagesDoNotWaitAndThoseThatArePutBackDo() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        stash(actor, 1, 2, 3);
        assertThat(system.actors().depth(actor)).isZero();
        actor.tell(Script.run(context -> {
            context.stash().unstash(2);
            gate.pass();
        }));
        gate.awaitReached();
        actor.tell(say("waits"));

        assertThat(system.actors().depth(actor)).isEqualTo(3);
        assertThat(system.type("actor").waiting()).isEqualTo(3);

        gate.open();
        probe.expect(1, 2, "waits");
        settle(actor);
        assertThat(system.actors().depth(actor)).isZero();
    }

    @Test
    void stashedMessagesTakeNoRoomInTheMailbox() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(2)));
        stash(actor, 1, 2, 3);
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stash().unstashAll();
        }));
        gate.awaitReached();

        actor.tell(say("a"));
        actor.tell(say("b"));
        gate.open();

        probe.expect(1, 2, 3, "a", "b");
        expectNoDeadLetters();
    }

    /** Guarantee 11: the budget is for waiting and stashed messages alike, and nothing leaks from it. */
    @Test
    void theBudgetCountsThemAsLongAsTheyAreHeld() {
        try (TestSystem small = TestSystem.on(engine)
                .with(options -> options.withMaxMessages(10))
                .open()) {
            ActorRef<Script<?>> other = small.spawn("other", Script.actor());
            for (int round = 0; round < 6; round++) {
                CompletableFuture<Object> putBack = new CompletableFuture<>();
                ActorRef<Script<?>> actor = small.spawn("actor", Script.actor());
                in(
                        actor,
                        context -> context.pipeToSelf(
                                putBack,
                                (value, failure) ->
                                        Script.run(own -> own.stash().unstashAll())));
                stash(actor, IntStream.range(0, 9).toArray());
                actor.tell(later(9));
                probe.expect("stashed 9");
                await().untilAsserted(() -> assertFailure(other.ask(Script.reply(context -> "refused")))
                        .isInstanceOf(MailboxFullException.class));

                if (round % 2 == 0) {
                    putBack.complete("now");
                    assertThat(probe.next(10)).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
                }
                small.stopAndWait(actor);
                assertReply(other.ask(Script.reply(context -> "room"))).isEqualTo("room");
            }
        }
    }

    @Test
    void severalTurnsOfAStatelessActorStashAndPutBack() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.statelessActor(4));
        List<CompletableFuture<Integer>> asks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asks.add(actor.ask(later(i)));
        }
        probe.next(100);
        await().until(() -> stashSize(actor) == 100);

        in(actor, context -> context.stash().unstashAll());

        for (int i = 0; i < 100; i++) {
            assertReply(asks.get(i)).isEqualTo(i);
        }
    }

    private static int stashSize(ActorRef<Script<?>> actor) {
        return Waiting.reply(actor.ask(Script.reply(context -> context.stash().size())));
    }

    @Test
    void whatAnOpenTurnOfAStatelessActorPutsBackIsHandledMeanwhile() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.statelessActor(4));
        actor.tell(later("put back"));
        probe.expect("stashed put back");
        await().until(() -> stashSize(actor) == 1);

        actor.tell(Script.async((request, context) -> {
            context.stash().unstashAll();
            return stage;
        }));

        probe.expect("put back");
        stage.complete("done");
    }

    /** Each message is set aside now and then, until the test calms down. */
    @Test
    void nothingIsLostOrHandledTwice() {
        int count = 20_000;
        AtomicBoolean calm = new AtomicBoolean();
        Set<Integer> handled = ConcurrentHashMap.newKeySet();
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.<Integer, Integer>stateful(0, (turns, number, context) -> {
                            if (!calm.get() && number % 3 == 0 && turns % 7 != 0) {
                                context.stash().add();
                            } else if (number >= 0 && !handled.add(number)) {
                                probe.saw(number + " came twice");
                            }
                            if (turns % 50 == 0 || calm.get()) {
                                context.stash().unstash(calm.get() ? count : turns % 100);
                            }
                            return turns + 1;
                        })
                        .stashCapacity(count));

        IntStream.range(0, 2)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, count / 2).forEach(i -> actor.tell(2 * i + sender)),
                        task -> new Thread(task).start()))
                .toList()
                .forEach(Waiting::reply);
        await().until(() -> system.actors().depth(actor) == 0);
        calm.set(true);
        actor.tell(-1);

        await().untilAsserted(() -> assertThat(handled).hasSize(count));
        expectNothingMore();
        expectNoDeadLetters();
    }
}

package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import io.nact.testkit.ManualTime;
import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.StatefulBehavior;
import io.nact.Timers;
import io.nact.entity.EntityKinds;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What an actor sends itself later, and what it has called off never comes. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class TimersTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    TimersTests(Engines engine) {
        // The watchdog's looks would be among what is pending.
        system = TestSystem.on(engine).with(clock).with(options -> options.withStuckAfter(null));
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.actor());
    }

    /** Runs the step as a turn of the actor, and waits until it is over. */
    private static void in(ActorRef<Script<?>> actor, Script.Step step) {
        assertReply(actor.ask(Script.reply(context -> {
                    step.run(context);
                    return "done";
                })))
                .isEqualTo("done");
    }

    /** Waits until the actor has handled all that has been sent to it. */
    private static void settle(ActorRef<Script<?>> actor) {
        in(actor, context -> {});
    }

    private Script<Object> tick(Object name) {
        return Script.run(context -> probe.saw(name));
    }

    /** Lets the time pass and waits for what comes of it; nothing else may be under way at the actor. */
    private void pass(Duration time, ActorRef<Script<?>> actor) {
        clock.advance(time);
        settle(actor);
    }

    private void expectNothingMore() {
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aSingleOneSendsItsMessageOnceAfterTheDelay() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().startSingle("key", tick("tick"), TEN_SECONDS));

        pass(TEN_SECONDS.minusNanos(1), actor);
        expectNothingMore();
        pass(Duration.ofNanos(1), actor);

        probe.expect("tick");
        pass(Duration.ofHours(1), actor);
        expectNothingMore();
    }

    @Test
    void noDelayIsTheNextTurn() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startSingle("zero", tick("zero"), Duration.ZERO);
            context.timers().startSingle("negative", tick("negative"), TEN_SECONDS.negated());
            probe.saw("end of the turn");
        });

        pass(Duration.ZERO, actor);

        assertThat(probe.next()).isEqualTo("end of the turn");
        probe.expectInAnyOrder("zero", "negative");
    }

    @Test
    void aFixedDelaySendsAgainAndAgain() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().startFixedDelay("key", tick("tick"), TEN_SECONDS));

        for (int i = 0; i < 5; i++) {
            pass(TEN_SECONDS.minusNanos(1), actor);
            expectNothingMore();
            pass(Duration.ofNanos(1), actor);
            probe.expect("tick");
        }
    }

    @Test
    void aFixedRateSendsAgainAndAgain() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().startFixedRate("key", tick("tick"), TEN_SECONDS));

        for (int i = 0; i < 5; i++) {
            pass(TEN_SECONDS.minusNanos(1), actor);
            expectNothingMore();
            pass(Duration.ofNanos(1), actor);
            probe.expect("tick");
        }
    }

    @Test
    void theFirstMessageMayComeAtAnotherTime() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startFixedDelay("delay", tick("delay"), Duration.ofSeconds(3), TEN_SECONDS);
            context.timers().startFixedRate("rate", tick("rate"), Duration.ofSeconds(5), TEN_SECONDS);
        });

        pass(Duration.ofSeconds(3), actor);
        probe.expect("delay");
        pass(Duration.ofSeconds(2), actor);
        probe.expect("rate");
        pass(Duration.ofSeconds(8), actor);
        probe.expect("delay");
        pass(Duration.ofSeconds(2), actor);
        probe.expect("rate");
        expectNothingMore();
    }

    @Test
    void aFixedDelayCountsFromTheLastMessageTakenInHand() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().startFixedDelay("key", tick("tick"), TEN_SECONDS));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        clock.advance(Duration.ofSeconds(95));
        gate.open();
        settle(actor);

        probe.expect("tick");
        pass(TEN_SECONDS.minusNanos(1), actor);
        expectNothingMore();
        pass(Duration.ofNanos(1), actor);
        probe.expect("tick");
    }

    @Test
    void aFixedRateCatchesUpAndKeepsItsTimes() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().startFixedRate("key", tick("tick"), TEN_SECONDS));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        clock.advance(Duration.ofSeconds(55));
        gate.open();
        await().until(() -> {
            pass(Duration.ZERO, actor);
            return probe.soFar().size() == 5;
        });
        pass(Duration.ZERO, actor);
        pass(Duration.ofSeconds(4), actor);

        probe.expect("tick", "tick", "tick", "tick", "tick");
        expectNothingMore();
        pass(SECOND, actor);
        probe.expect("tick");
    }

    @Test
    void whatAFixedRateHasMissedDoesNotPileUp() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        AtomicInteger ticks = new AtomicInteger();
        in(
                actor,
                context -> context.timers()
                        .startFixedRate(
                                "key",
                                Script.run(inner -> {
                                    ticks.incrementAndGet();
                                    inner.timers().cancel("key");
                                }),
                                SECOND));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        clock.advance(Duration.ofHours(10));
        gate.open();
        settle(actor);
        pass(Duration.ofHours(10), actor);

        assertThat(ticks).hasValue(1);
    }

    @Test
    void anotherTimerUnderTheKeyReplacesIt() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startSingle("key", tick("first"), SECOND);
            context.timers().startSingle("other", tick("other"), TEN_SECONDS);
            context.timers().startFixedRate("key", tick("second"), TEN_SECONDS, Duration.ofDays(1));
        });

        pass(Duration.ofSeconds(9), actor);
        expectNothingMore();
        pass(SECOND, actor);

        probe.expectInAnyOrder("second", "other");
    }

    @Test
    void keysAreTheSameIfTheyAreEqual() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startSingle(List.of("a", 1), tick("first"), SECOND);
            context.timers().startSingle(new ArrayList<>(List.of("a", 1)), tick("second"), SECOND);
            assertThat(context.timers().isActive(List.of("a", 1))).isTrue();
        });

        pass(SECOND, actor);

        probe.expect("second");
        expectNothingMore();
    }

    @Test
    void twoActorsMayUseTheSameKey() {
        ActorRef<Script<?>> one = system.spawn("one", Script.actor());
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());
        in(one, context -> context.timers().startSingle("key", tick("one"), SECOND));
        in(other, context -> context.timers().startSingle("key", tick("other"), SECOND));
        in(one, context -> context.timers().cancel("key"));

        clock.advance(SECOND);

        probe.expect("other");
        settle(one);
        expectNothingMore();
    }

    @Test
    void aCancelledOneSendsNothing() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startFixedDelay("key", tick("tick"), SECOND);
            context.timers().startFixedRate("rate", tick("rate"), SECOND);
        });
        pass(SECOND, actor);
        probe.expectInAnyOrder("tick", "rate");

        in(actor, context -> {
            probe.saw(context.timers().cancel("key"));
            probe.saw(context.timers().cancel("key"));
            probe.saw(context.timers().cancel("never started"));
            probe.saw(context.timers().cancel("rate"));
        });

        probe.expect(true, false, false, true);
        pass(Duration.ofHours(1), actor);
        expectNothingMore();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void cancelAllCancelsTheReceiveTimeoutToo() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startFixedDelay("key", tick("tick"), SECOND);
            context.timers().startSingle("single", tick("single"), SECOND);
            context.timers().receiveTimeout(TEN_SECONDS, tick("idle"));
            context.timers().cancelAll();
            probe.saw(context.timers().isActive("key"));
            probe.saw(context.timers().isActive("single"));
            probe.saw(context.timers().cancelReceiveTimeout());
        });

        probe.expect(false, false, false);
        pass(Duration.ofHours(1), actor);
        expectNothingMore();
    }

    @Test
    void oneIsActiveUntilItsLastMessageIsTakenInHand() {
        ActorRef<Script<?>> actor = actor();
        Script<Object> single =
                Script.run(context -> probe.saw("single " + context.timers().isActive("single")));
        Script<Object> again =
                Script.run(context -> probe.saw("again " + context.timers().isActive("again")));
        in(actor, context -> {
            probe.saw(context.timers().isActive("single"));
            context.timers().startSingle("single", single, SECOND);
            context.timers().startFixedDelay("again", again, Duration.ofSeconds(2));
            probe.saw(context.timers().isActive("single"));
        });
        probe.expect(false, true);

        pass(SECOND, actor);
        probe.expect("single false");
        pass(SECOND, actor);
        probe.expect("again true");
    }

    /** The message is queued as a signal while the turn that cancels its timer is in hand. */
    @Test
    void aMessageThatWasDueWhenItsTimerWasCancelledDoesNotArrive() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startSingle("single", tick("single"), SECOND);
            context.timers().startFixedDelay("delay", tick("delay"), SECOND);
            context.timers().startFixedRate("rate", tick("rate"), SECOND);
        });
        actor.tell(Script.run(context -> {
            gate.pass();
            probe.saw(context.timers().cancel("single"));
            probe.saw(context.timers().cancel("delay"));
            probe.saw(context.timers().cancel("rate"));
        }));
        gate.awaitReached();

        clock.advance(TEN_SECONDS);
        gate.open();
        settle(actor);

        probe.expect(true, true, true);
        expectNothingMore();
    }

    @Test
    void aMessageThatWasDueWhenItsTimerWasReplacedDoesNotArrive() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().startSingle("key", tick("old"), SECOND));
        actor.tell(Script.run(context -> {
            gate.pass();
            context.timers().startSingle("key", tick("new"), SECOND);
        }));
        gate.awaitReached();

        clock.advance(TEN_SECONDS);
        gate.open();
        settle(actor);
        expectNothingMore();
        pass(SECOND, actor);

        probe.expect("new");
        expectNothingMore();
    }

    @Test
    void aMessageThatWasDueIsNotTheNextOnesOfTheSameKey() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        Script<Object> same = tick("tick");
        in(actor, context -> context.timers().startSingle("key", same, SECOND));
        actor.tell(Script.run(context -> {
            gate.pass();
            context.timers().cancel("key");
            context.timers().startSingle("key", same, TEN_SECONDS);
        }));
        gate.awaitReached();

        clock.advance(SECOND);
        gate.open();
        settle(actor);
        expectNothingMore();
        pass(TEN_SECONDS, actor);

        probe.expect("tick");
        expectNothingMore();
    }

    @Test
    void theMessageWaitsForTheOpenTurnWhichMayStillCancelIt() {
        CompletableFuture<Object> kept = new CompletableFuture<>();
        CompletableFuture<Object> cancelled = new CompletableFuture<>();
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().startFixedDelay("key", tick("tick"), SECOND));
        actor.tell(Script.async((request, context) -> {
            probe.saw("open");
            return kept.thenRun(() -> probe.saw("end of the turn"));
        }));
        actor.tell(Script.async((request, context) -> {
            probe.saw("open again");
            return cancelled.thenRun(() -> context.timers().cancel("key"));
        }));
        probe.expect("open");

        clock.advance(Duration.ofSeconds(5));
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        kept.complete("done");
        probe.expect("end of the turn", "tick", "open again");
        clock.advance(Duration.ofSeconds(5));
        cancelled.complete("done");
        settle(actor);

        pass(Duration.ofHours(1), actor);
        expectNothingMore();
    }

    @Test
    void theTurnOfItsMessageMayStartItAnew() {
        ActorRef<Script<?>> actor = actor();
        AtomicInteger count = new AtomicInteger();
        in(actor, context -> startAgain(context, count));

        for (int i = 1; i <= 5; i++) {
            pass(SECOND, actor);
            probe.expect(i);
        }

        expectNothingMore();
        assertThat(clock.pending()).isOne();
    }

    private void startAgain(ActorContext<Script<?>> context, AtomicInteger count) {
        context.timers()
                .startSingle(
                        "key",
                        Script.run(inner -> {
                            probe.saw(count.incrementAndGet());
                            startAgain(inner, count);
                        }),
                        SECOND);
    }

    @Test
    void theTurnOfItsMessageMayReplaceARepeatedOne() {
        ActorRef<Script<?>> actor = actor();
        in(
                actor,
                context -> context.timers()
                        .startFixedRate(
                                "key",
                                Script.run(inner -> {
                                    probe.saw("rate");
                                    inner.timers().startSingle("key", tick("single"), TEN_SECONDS);
                                }),
                                SECOND));

        pass(SECOND, actor);
        probe.expect("rate");
        pass(Duration.ofSeconds(9), actor);
        expectNothingMore();
        pass(SECOND, actor);
        probe.expect("single");
        pass(Duration.ofHours(1), actor);
        expectNothingMore();
    }

    @Test
    void itsMessageGoesBeforeThoseThatWaitAndPassesAFullMailbox() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(3)));
        in(actor, context -> context.timers().startSingle("key", tick("tick"), SECOND));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        IntStream.range(0, 3).forEach(i -> actor.tell(tick(i)));
        assertThat(actor.tryTell(tick("refused"))).isFalse();

        clock.advance(SECOND);
        assertThat(system.actors().depth(actor)).isEqualTo(3);
        gate.open();

        probe.expect("tick", 0, 1, 2);
    }

    /** Guarantee 6: timers start without a deadline. */
    @Test
    void itsTurnHasNoDeadlineOfWhoeverTheActorWorkedFor() {
        ActorRef<Script<?>> silent = system.spawn("silent", Script.actor());
        ActorRef<Script<?>> actor = actor();
        Script<Object> asking = Script.run(context -> {
            CompletableFuture<Object> answer = silent.ask(
                    Script.async((request, inner) -> {
                        inner.replyTo(request);
                        probe.saw("asked");
                        return null;
                    }),
                    Duration.ofHours(1));
            probe.saw(answer);
        });
        assertReply(actor.ask(
                        Script.reply(context -> {
                            context.timers().startSingle("key", asking, TEN_SECONDS);
                            return "started";
                        }),
                        SECOND))
                .isEqualTo("started");

        clock.advance(TEN_SECONDS);
        List<Object> seen = probe.next(2);
        CompletableFuture<?> answer = (CompletableFuture<?>) seen.stream()
                .filter(CompletableFuture.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(seen).contains("asked");
        pass(Duration.ofMinutes(59), actor);
        assertThat(answer).isNotDone();
        clock.advance(Duration.ofMinutes(2));

        assertFailure(answer).isInstanceOf(AskTimeoutException.class);
    }

    @Test
    void whatItsTurnThrowsIsACrash() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> {
            probe.saw(crash.cause().getMessage());
            return Directive.RESUME;
        }));
        in(
                actor,
                context -> context.timers()
                        .startFixedDelay(
                                "key",
                                Script.run(inner -> {
                                    throw new IllegalStateException("on purpose");
                                }),
                                SECOND));

        pass(SECOND, actor);
        probe.expect("on purpose");
        pass(SECOND, actor);
        probe.expect("on purpose");
    }

    @Test
    void aResumeKeepsThem() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        in(actor, context -> {
            context.timers().startFixedDelay("key", tick("tick"), SECOND);
            context.timers().receiveTimeout(Duration.ofMinutes(1), tick("idle"));
        });
        crash(actor);

        pass(SECOND, actor);

        probe.expect("tick");
        in(actor, context -> {
            context.timers().cancel("key");
        });
        pass(Duration.ofMinutes(1), actor);
        probe.expect("idle");
    }

    private static void crash(ActorRef<Script<?>> actor) {
        assertFailure(actor.ask(Script.run(context -> {
                    throw new IllegalStateException("on purpose");
                })))
                .hasMessage("on purpose");
    }

    @Test
    void aResetCancelsAll() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        in(actor, context -> {
            context.timers().startFixedDelay("delay", tick("delay"), SECOND);
            context.timers().startFixedRate("rate", tick("rate"), SECOND);
            context.timers().startSingle("single", tick("single"), SECOND);
            context.timers().receiveTimeout(TEN_SECONDS, tick("idle"));
        });
        crash(actor);
        in(actor, context -> probe.saw(context.timers().isActive("delay")));

        probe.expect(false);
        assertThat(clock.pending()).isZero();
        pass(Duration.ofHours(1), actor);
        expectNothingMore();
    }

    @Test
    void whatWasDueWhenTheActorWasResetDoesNotArrive() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        in(actor, context -> context.timers().startFixedRate("rate", tick("rate"), SECOND));
        actor.tell(Script.run(context -> {
            gate.pass();
            throw new IllegalStateException("on purpose");
        }));
        gate.awaitReached();

        clock.advance(SECOND);
        gate.open();
        pass(TEN_SECONDS, actor);

        expectNothingMore();
    }

    @Test
    void theNextLifeMayStartItsOwn() {
        AtomicInteger lives = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                startingWith(context -> {
                            int life = lives.incrementAndGet();
                            context.timers().startFixedRate("key", tick("tick of life " + life), SECOND);
                            context.timers().receiveTimeout(Duration.ofMinutes(1), tick("idle in life " + life));
                        })
                        .onCrash(SupervisionPolicy.always(Directive.RESET)));
        settle(actor);
        pass(SECOND, actor);
        probe.expect("tick of life 1");

        crash(actor);
        settle(actor);
        pass(SECOND, actor);

        probe.expect("tick of life 2");
        in(actor, context -> context.timers().cancel("key"));
        pass(Duration.ofMinutes(1), actor);
        probe.expect("idle in life 2");
    }

    /** Follows scripts, after this has been done at the start of each life. */
    private static Behavior<Script<?>> startingWith(Script.Step first) {
        return Behaviors.setup(context -> {
            first.run(context);
            return Script.syncActor();
        });
    }

    @Test
    void aStartThatFailedLeavesNoneBehind() {
        AtomicInteger starts = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                startingWith(context -> {
                            int start = starts.incrementAndGet();
                            context.timers().startFixedRate("of start " + start, tick("of start " + start), SECOND);
                            if (start == 1) {
                                throw new IllegalStateException("on purpose");
                            }
                        })
                        .onCrash(SupervisionPolicy.always(Directive.RESET)));
        settle(actor);

        pass(SECOND, actor);

        probe.expect("of start 2");
        expectNothingMore();
    }

    @Test
    void aStopCancelsAll() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().startFixedDelay("delay", tick("delay"), SECOND);
            context.timers().receiveTimeout(TEN_SECONDS, tick("idle"));
        });

        system.stopAndWait(actor);

        await().untilAsserted(() -> assertThat(clock.pending()).isZero());
        ActorRef<Script<?>> next = actor();
        settle(next);
        pass(Duration.ofHours(1), next);
        expectNothingMore();
    }

    @Test
    void startedInTheLastTurnTheyDoNothing() {
        List<Behavior<Script<?>>> behaviors = List.of(Script.actor(), startingWith(context -> {
            context.timers().startSingle("early", tick("early"), Duration.ofDays(1));
        }));
        for (Behavior<Script<?>> behavior : behaviors) {
            ActorRef<Script<?>> actor = system.spawn("actor", behavior.afterStop(context -> {
                context.timers().startSingle("single", tick("single"), Duration.ZERO);
                context.timers().startFixedRate("rate", tick("rate"), SECOND);
                context.timers().receiveTimeout(SECOND, tick("idle"));
                probe.saw("ended");
            }));
            settle(actor);

            system.stopAndWait(actor);
            probe.expect("ended");
            await().untilAsserted(() -> assertThat(clock.pending()).isZero());
            clock.advance(Duration.ofHours(1));
            expectNothingMore();
        }
    }

    @Test
    void anEntityWithOneIsNotPassivatedUntilItIsOver() {
        ActorRef<Script<?>> entity = EntityKinds.register(
                        system.actors(),
                        "entities",
                        Script.actor().afterStop((state, context) -> probe.saw("passivated")),
                        TEN_SECONDS)
                .get("one");
        in(entity, context -> context.timers().startSingle("key", tick("tick"), Duration.ofMinutes(10)));

        for (int i = 0; i < 59; i++) {
            pass(TEN_SECONDS, entity);
        }
        for (int i = 0; i < 9; i++) {
            clock.advance(SECOND);
        }
        expectNothingMore();
        clock.advance(SECOND);
        probe.expect("tick");

        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(SECOND);
            return !probe.soFar().isEmpty();
        });
        probe.expect("passivated");
    }

    /** Time passes without a message, so that only the timer can keep it. */
    @Test
    void anActorWithOneIsNotShutDownEither() {
        ActorRef<Script<?>> actor = system.spawn("actor", idling());
        in(actor, context -> context.timers().startSingle("key", tick("tick"), Duration.ofHours(1)));

        clock.advance(Duration.ofMinutes(59));
        settle(actor);

        expectNothingMore();
        in(actor, context -> context.timers().cancel("key"));
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(SECOND);
            return !probe.soFar().isEmpty();
        });
        probe.expect("ended");
    }

    private StatefulBehavior<Integer, Script<?>> idling() {
        return Script.actor().shutdownAfter(TEN_SECONDS).afterStop((state, context) -> probe.saw("ended"));
    }

    @Test
    void aMessageOfItsOwnRenewsTheTimeToShutDown() {
        ActorRef<Script<?>> actor = system.spawn("actor", idling());
        in(actor, context -> context.timers().startSingle("key", tick("tick"), Duration.ofSeconds(8)));

        pass(Duration.ofSeconds(8), actor);
        probe.expect("tick");
        clock.advance(Duration.ofSeconds(9));
        settle(actor);

        expectNothingMore();
    }

    @Test
    void aReceiveTimeoutComesAgainAndAgainAsLongAsNoOtherMessageDoes() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().receiveTimeout(TEN_SECONDS, tick("idle")));

        for (int i = 0; i < 5; i++) {
            clock.advance(TEN_SECONDS.minusNanos(1));
            expectNothingMore();
            clock.advance(Duration.ofNanos(1));
            probe.expect("idle");
            awaitArmed();
        }
    }

    /** The actor says only by the clock that it rests: it is not asked, for that would be a message. */
    private void awaitArmed() {
        await().until(() -> clock.pending() == 1);
    }

    @Test
    void anyMessageRestartsAReceiveTimeout() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().receiveTimeout(TEN_SECONDS, tick("idle")));

        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(9), actor);
        }
        expectNothingMore();
        in(actor, context -> context.timers().startSingle("key", tick("tick"), Duration.ofSeconds(9)));
        pass(Duration.ofSeconds(9), actor);
        probe.expect("tick");
        clock.advance(Duration.ofSeconds(9));
        settle(actor);
        expectNothingMore();

        clock.advance(TEN_SECONDS);
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(SECOND);
            return !probe.soFar().isEmpty();
        });
        probe.expect("idle");
    }

    @Test
    void aReceiveTimeoutMayBeCancelledAndReplaced() {
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> {
            context.timers().receiveTimeout(TEN_SECONDS, tick("first"));
            context.timers().receiveTimeout(Duration.ofSeconds(20), tick("second"));
        });
        clock.advance(Duration.ofSeconds(19));
        settle(actor);
        expectNothingMore();

        in(actor, context -> {
            probe.saw(context.timers().cancelReceiveTimeout());
            probe.saw(context.timers().cancelReceiveTimeout());
        });
        probe.expect(true, false);
        clock.advance(Duration.ofHours(1));
        settle(actor);
        expectNothingMore();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void aReceiveTimeoutThatWasDueWhenItWasCancelledDoesNotArrive() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().receiveTimeout(TEN_SECONDS, tick("idle")));
        awaitArmed();
        actor.tell(Script.run(context -> {
            gate.pass();
            context.timers().cancelReceiveTimeout();
        }));
        gate.awaitReached();

        clock.advance(Duration.ofHours(1));
        gate.open();
        settle(actor);

        expectNothingMore();
    }

    @Test
    void aMessageOfAReceiveTimeoutMaySetAnotherOne() {
        ActorRef<Script<?>> actor = actor();
        in(
                actor,
                context -> context.timers().receiveTimeout(TEN_SECONDS, Script.run(inner -> {
                    probe.saw("idle");
                    inner.timers().receiveTimeout(Duration.ofSeconds(20), tick("idle still"));
                })));

        awaitArmed();
        clock.advance(TEN_SECONDS);
        probe.expect("idle");
        awaitArmed();
        clock.advance(Duration.ofSeconds(19));
        expectNothingMore();
        clock.advance(SECOND);
        probe.expect("idle still");
    }

    @Test
    void aReceiveTimeoutDoesNotComeWhileATurnIsOpenAndComesAfterIt() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = actor();
        in(actor, context -> context.timers().receiveTimeout(TEN_SECONDS, tick("idle")));
        awaitArmed();
        actor.tell(Script.async((request, context) -> {
            probe.saw("open");
            return stage;
        }));
        probe.expect("open");

        clock.advance(Duration.ofHours(1));
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        stage.complete("done");
        settle(actor);
        awaitArmed();
        clock.advance(TEN_SECONDS.minusNanos(1));
        expectNothingMore();
        clock.advance(Duration.ofNanos(1));

        probe.expect("idle");
    }

    @Test
    void aReceiveTimeoutOutlivesACrashThatIsDecidedLater() {
        CompletableFuture<Directive> decision = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrashAsync(crash -> {
            probe.saw("crashed");
            return decision;
        }));
        in(actor, context -> context.timers().receiveTimeout(TEN_SECONDS, tick("idle")));
        awaitArmed();
        crash(actor);
        probe.expect("crashed");

        clock.advance(Duration.ofHours(1));
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        decision.complete(Directive.RESUME);
        settle(actor);
        awaitArmed();
        clock.advance(TEN_SECONDS);

        probe.expect("idle");
    }

    @Test
    void theyWorkBesideSeveralTurnsOfAStatelessActor() {
        ActorRef<Script<?>> actor = system.spawn("actor", stateless(4));
        in(actor, context -> {
            context.timers().startFixedRate("key", tick("tick"), SECOND);
            context.timers().startSingle("single", tick("single"), Duration.ofSeconds(3));
        });

        clock.advance(SECOND);
        probe.expect("tick");
        await().until(() -> clock.pending() >= 2);
        clock.advance(SECOND);
        probe.expect("tick");
        await().until(() -> clock.pending() >= 2);
        clock.advance(SECOND);
        probe.expectInAnyOrder("tick", "single");
        in(actor, context -> context.timers().cancelAll());
        clock.advance(Duration.ofHours(1));
        settle(actor);
        expectNothingMore();
    }

    private static Behavior<Script<?>> stateless(int concurrency) {
        return Behaviors.<Script<?>>statelessAsync((script, context) -> follow(script, context))
                .concurrency(concurrency);
    }

    private static <R> CompletionStage<?> follow(Script<R> script, ActorContext<Script<?>> context) throws Exception {
        return script.action().run(script, context);
    }

    @Test
    void theArgumentsAreChecked() {
        ActorRef<Script<?>> actor = actor();

        in(actor, context -> {
            Timers<Script<?>> timers = context.timers();
            Script<Object> message = tick("tick");
            timers.startSingle("key", message, Duration.ofHours(1));
            timers.receiveTimeout(Duration.ofHours(1), message);
            for (Duration wrong : List.of(Duration.ZERO, SECOND.negated())) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> timers.startFixedDelay("key", message, wrong))
                        .withMessageContaining("key");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> timers.startFixedDelay("key", message, SECOND, wrong));
                assertThatIllegalArgumentException().isThrownBy(() -> timers.startFixedRate("key", message, wrong));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> timers.startFixedRate("key", message, SECOND, wrong));
                assertThatIllegalArgumentException().isThrownBy(() -> timers.receiveTimeout(wrong, message));
            }
            assertThat(timers.isActive("key")).isTrue();
            assertThat(timers.cancelReceiveTimeout()).as("the one before").isTrue();
        });
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void nullIsNeitherAKeyNorAMessage() {
        ActorRef<Script<?>> actor = actor();

        in(actor, context -> {
            Timers<Script<?>> timers = context.timers();
            assertThatNullPointerException().isThrownBy(() -> timers.startSingle(null, tick("tick"), SECOND));
            assertThatNullPointerException().isThrownBy(() -> timers.startSingle("key", null, SECOND));
            assertThatNullPointerException().isThrownBy(() -> timers.receiveTimeout(SECOND, null));
            assertThat(timers.isActive("key")).isFalse();
        });
    }

    @Test
    void agesAreAges() {
        ActorRef<Script<?>> actor = actor();
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        in(actor, context -> {
            context.timers().startSingle("single", tick("single"), forever);
            context.timers().startFixedDelay("delay", tick("delay"), SECOND, forever);
            context.timers().startFixedRate("rate", tick("rate"), SECOND, forever);
            context.timers().receiveTimeout(forever, tick("idle"));
        });
        pass(SECOND, actor);
        probe.expectInAnyOrder("delay", "rate");

        pass(Duration.ofDays(365 * 50), actor);
        pass(Duration.ofDays(365 * 50), actor);

        expectNothingMore();
    }

    @Test
    void aHundredThousandPendingOnesAreOrdinary() {
        try (TestSystem real = TestSystem.create().open()) {
            ActorRef<Script<?>> actor = real.spawn("actor", Script.actor());
            Duration day = Duration.ofDays(1);

            assertThat(timeOf(() -> in(actor, context -> {
                        for (int i = 0; i < 100_000; i++) {
                            context.timers().startFixedRate(i, tick(i), day);
                        }
                        context.timers().startSingle("last", tick("last"), Duration.ofMillis(1));
                    })))
                    .isLessThan(Duration.ofSeconds(5));
            probe.expect("last");
            assertThat(timeOf(() -> in(actor, context -> {
                        for (int i = 0; i < 50_000; i++) {
                            context.timers().cancel(i);
                        }
                    })))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(timeOf(() -> real.stopAndWait(actor))).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static Duration timeOf(Runnable task) {
        long begin = System.nanoTime();
        task.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void aWrongOneThatNobodyCatchesIsACrash() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> actor.call(
                        Script.run(context -> context.timers().startFixedRate("key", tick("tick"), Duration.ZERO))));
    }
}

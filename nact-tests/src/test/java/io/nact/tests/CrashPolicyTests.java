package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.StatefulBehavior;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Backoff;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a policy is told, when it decides, and what becomes of an actor whose policy fails. */
class CrashPolicyTests {

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Probe<Object> probe = new Probe<>();

    private static Script<Object> crash() {
        return crash(new IllegalStateException("on purpose"));
    }

    private static Script<Object> crash(RuntimeException cause) {
        return Script.run(context -> {
            throw cause;
        });
    }

    /** Sends the crash with words behind it that wait until it is decided. */
    private List<String> crashWithWordsBehind(ActorRef<Script<?>> actor) {
        Gate gate = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        actor.tell(crash());
        List<String> words = IntStream.range(0, 10).mapToObj(i -> "word " + i).toList();
        words.forEach(word -> actor.tell(Script.run(context -> probe.saw(word))));
        gate.open();
        return words;
    }

    private SupervisionPolicy telling(Directive directive) {
        return crash -> {
            probe.saw(crash);
            return directive;
        };
    }

    @Test
    void aPolicyIsToldWhatHappened() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(telling(Directive.RESUME)));
        IllegalStateException cause = new IllegalStateException("on purpose");
        Script<Object> message = crash(cause);
        clock.advance(Duration.ofSeconds(5));

        actor.tell(message);

        assertThat((Crash) probe.next()).satisfies(crash -> {
            assertThat(crash.actor()).isEqualTo(actor.path());
            assertThat(crash.child()).isNull();
            assertThat(crash.message()).isSameAs(message);
            assertThat(crash.cause()).isSameAs(cause);
            assertThat(crash.count()).isOne();
            assertThat(crash.uptime()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    void aPolicyIsToldHowOften() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(telling(Directive.RESET)));

        for (int i = 1; i <= 5; i++) {
            actor.tell(crash());
            assertThat(((Crash) probe.next()).count()).isEqualTo(i);
        }
    }

    @Test
    void aParentsPolicyIsToldWhichChildEscalated() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.syncActor().onCrash(telling(Directive.RESUME)));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.ESCALATE)));
        IllegalStateException cause = new IllegalStateException("on purpose");
        Script<Object> message = crash(cause);

        child.tell(message);

        assertThat((Crash) probe.next()).satisfies(crash -> {
            assertThat(crash.actor()).isEqualTo(parent.path());
            assertThat(crash.child()).isEqualTo(child.path());
            assertThat(crash.message()).isSameAs(message);
            assertThat(crash.cause()).isSameAs(cause);
        });
    }

    @Test
    void aFailedStageIsACrashWithTheStagesOwnCause() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().onCrash(telling(Directive.RESUME)));
        IllegalStateException cause = new IllegalStateException("on purpose");

        actor.tell(Script.async(
                (request, context) -> CompletableFuture.failedFuture(cause).thenApply(x -> x)));

        assertThat(((Crash) probe.next()).cause()).isSameAs(cause);
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void anErrorIsACrashToo() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(telling(Directive.RESET)));

        for (Error error :
                List.of(new AssertionError("on purpose"), new StackOverflowError(), new LinkageError("on purpose"))) {
            actor.tell(Script.run(context -> {
                throw error;
            }));
            assertThat(((Crash) probe.next()).cause()).isSameAs(error);
        }
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    /** nact: the default is a stop; the state before the crash is the last one. */
    @Test
    void untoldACrashStopsTheActorAndNobodyElse() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        ActorRef<Script<?>> sibling = system.spawn(parent, "sibling", Script.actor());
        ActorRef<Script<?>> actor = system.spawn(
                parent, "actor", Script.syncActor().afterStop((state, context) -> probe.saw("turns: " + state)));
        actor.tell(Script.run(context -> {}));

        actor.tell(crash());

        probe.expect("turns: 1");
        assertReply(parent.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertReply(sibling.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void untoldAnEscalatedCrashStopsTheParent() {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.actor().afterStop((state, context) -> probe.saw("parent ended")));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.ESCALATE)));

        child.tell(crash());

        probe.expect("parent ended");
        await().until(() -> system.live() == 0);
    }

    @Test
    void theMessageThatCrashedTheActorIsNotDeliveredAgain() {
        for (Directive directive : List.of(Directive.RESUME, Directive.RESET, Directive.RESET_ALL)) {
            ActorRef<Script<?>> actor =
                    system.spawn(directive.name(), Script.syncActor().onCrash(SupervisionPolicy.always(directive)));
            actor.tell(Script.run(context -> {
                probe.saw("handled");
                throw new IllegalStateException("on purpose");
            }));
            actor.tell(Script.run(context -> probe.saw("next")));

            probe.expect("handled", "next");
            system.stopAndWait(actor);
        }
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
    }

    /** nact: a policy that throws is an unhandled rejection, and the actor hangs for ever. */
    @Test
    void aPolicyThatThrowsEscalates() {
        escalates(Script.syncActor().onCrash(crash -> {
            throw new IllegalStateException("a policy that throws, on purpose");
        }));
    }

    @Test
    void aPolicyThatThrowsAnErrorEscalates() {
        escalates(Script.syncActor().onCrash(crash -> {
            throw new AssertionError("a policy that throws, on purpose");
        }));
    }

    /** nact: anything that is not recognised counts as escalate. */
    @Test
    void aPolicyThatDecidesNothingEscalates() {
        escalates(Script.syncActor().onCrash(crash -> null));
    }

    @Test
    void aPolicyWhoseDelayThrowsEscalates() {
        escalates(Script.syncActor().onCrash(new SupervisionPolicy() {
            @Override
            public Directive decide(Crash crash) {
                return Directive.RESUME;
            }

            @Override
            public Duration delay(Crash crash) {
                throw new IllegalStateException("a policy that throws, on purpose");
            }
        }));
    }

    @Test
    void aPolicyThatCannotBeMadeForItsActorEscalates() {
        escalates(Script.syncActor().onCrash(new SupervisionPolicy() {
            @Override
            public Directive decide(Crash crash) {
                return Directive.RESUME;
            }

            @Override
            public SupervisionPolicy forActor() {
                throw new IllegalStateException("a policy that throws, on purpose");
            }
        }));
    }

    @Test
    void anAsynchronousPolicyThatFailsEscalates() {
        escalates(Script.syncActor()
                .onCrashAsync(crash -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"))));
    }

    @Test
    void anAsynchronousPolicyThatDecidesNothingEscalates() {
        escalates(Script.syncActor().onCrashAsync(crash -> CompletableFuture.completedFuture(null)));
        Function<Crash, CompletionStage<Directive>> noStage = crash -> null;
        escalates(Script.syncActor().onCrashAsync(noStage));
    }

    @Test
    void anAsynchronousPolicyThatThrowsEscalates() {
        escalates(Script.syncActor().onCrashAsync(crash -> {
            throw new IllegalStateException("a policy that throws, on purpose");
        }));
    }

    private void escalates(StatefulBehavior<Integer, Script<?>> behavior) {
        ActorRef<Script<?>> parent = system.spawn(Script.syncActor().onCrash(telling(Directive.RESET_CHILD)));
        ActorRef<Script<?>> actor = system.spawn(parent, "actor", behavior);

        actor.tell(crash());

        assertThat(((Crash) probe.next()).child()).isEqualTo(actor.path());
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        system.stopAndWait(parent);
    }

    @Test
    void anAsynchronousPolicySuspendsTheActorAndItsMessagesWaitInOrder() {
        CompletableFuture<Directive> decision = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrashAsync(crash -> {
            probe.saw("crashed");
            return decision;
        }));
        List<String> words = crashWithWordsBehind(actor);
        probe.expect("crashed");
        assertThat(system.type("actor").waiting()).isEqualTo(10);
        assertThat(probe.soFar()).isEmpty();

        decision.complete(Directive.RESUME);

        assertThat(probe.next(10)).isEqualTo(words);
    }

    @Test
    void anAsynchronousPolicyMayTakeItsTimeByTheScheduler() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrashAsync(crash -> {
            CompletableFuture<Directive> later = new CompletableFuture<>();
            clock.schedule(Duration.ofSeconds(3), () -> later.complete(Directive.RESET));
            probe.saw("crashed");
            return later;
        }));
        actor.tell(crash());
        probe.expect("crashed");
        actor.tell(Script.run(context -> probe.saw("handled")));
        clock.advance(Duration.ofSeconds(2));
        assertThat(probe.soFar()).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        probe.expect("handled");
    }

    @Test
    void aStopDoesNotWaitForAnAsynchronousPolicy() {
        CompletableFuture<Directive> decision = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Script.syncActor()
                        .onCrashAsync(crash -> {
                            probe.saw("crashed");
                            return decision;
                        })
                        .afterStop((state, context) ->
                                probe.saw(context.undelivered().size() + " undelivered")));
        crashWithWordsBehind(actor);
        probe.expect("crashed");

        system.stopAndWait(actor);
        decision.complete(Directive.RESUME);

        probe.expect("10 undelivered");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aDelayHoldsTheActorAndItsMessagesWaitInOrder() {
        List<Duration> crashedAt = new ArrayList<>();
        ActorRef<Script<?>> actor = system.spawn(
                "actor", Script.syncActor().onCrash(delayed(Directive.RESUME, Duration.ofSeconds(4), crashedAt)));
        List<String> words = crashWithWordsBehind(actor);

        Duration resumed = passUntilSomethingIsSeen();

        assertThat(probe.next(10)).isEqualTo(words);
        assertThat(resumed.minus(crashedAt.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aBackOffGrowsWithEachCrash() {
        List<Duration> starts = new ArrayList<>();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.<Integer, Script<?>>statefulFrom(
                                context -> {
                                    starts.add(clock.elapsed());
                                    probe.saw("started");
                                    return 0;
                                },
                                (state, script, context) -> {
                                    throw new IllegalStateException("on purpose");
                                })
                        .onCrash(Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(4))
                                .jitter(0)));
        probe.expect("started");

        for (int i = 0; i < 4; i++) {
            actor.tell(crash());
            passUntilSomethingIsSeen();
            probe.expect("started");
        }

        List<Duration> waits = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            waits.add(starts.get(i).minus(starts.get(i - 1)));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(waits.get(i)).isGreaterThanOrEqualTo(Duration.ofSeconds(Math.min(4, 1 << i)));
        }
    }

    @Test
    void aStopDuringABackOffIsCarriedOutAtOnceAndBeatsTheReset() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.<Integer, Script<?>>statefulFrom(
                                context -> {
                                    probe.saw("started");
                                    return 0;
                                },
                                (state, script, context) -> {
                                    script.action();
                                    throw new IllegalStateException("on purpose");
                                })
                        .onCrash(telling(Directive.RESET, Duration.ofHours(1)))
                        .afterStop((state, context) ->
                                probe.saw(context.undelivered().size() + " undelivered")));
        actor.tell(crash());
        actor.tell(crash());
        actor.tell(crash());
        probe.expect("started");
        assertThat(probe.next()).isInstanceOf(Crash.class);

        system.stopAndWait(actor);
        clock.advance(Duration.ofHours(2));

        probe.expect("2 undelivered");
        assertThat(probe.soFar()).isEmpty();
    }

    /** Each actor's own series and count, though all come from one behaviour. */
    @Test
    void actorsOfOneBehaviourDoNotShareTheStateOfItsPolicy() {
        StatefulBehavior<Integer, Script<?>> behavior = Script.syncActor()
                .onCrash(SupervisionPolicy.always(Directive.RESET).atMost(1, Duration.ofHours(1)));
        for (int i = 0; i < 3; i++) {
            ActorRef<Script<?>> actor = system.spawn("actor-" + i, behavior);
            assertFailure(actor.ask(crash())).isInstanceOf(IllegalStateException.class);
            assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        }
        assertThat(system.live()).isEqualTo(3);
    }

    @Test
    void aLimitEndsInAStop() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Script.syncActor()
                        .onCrash(SupervisionPolicy.always(Directive.RESET).atMost(3, Duration.ofMinutes(1)))
                        .afterStop((state, context) -> probe.saw("ended")));

        for (int i = 0; i < 3; i++) {
            assertFailure(actor.ask(crash())).isInstanceOf(IllegalStateException.class);
            assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        }
        assertFailure(actor.ask(crash())).isInstanceOf(IllegalStateException.class);

        probe.expect("ended");
    }

    @Test
    void aLimitForgetsWhatIsLongAgo() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Script.syncActor()
                        .onCrash(SupervisionPolicy.always(Directive.RESUME).atMost(2, Duration.ofMinutes(1))));

        for (int i = 0; i < 10; i++) {
            assertFailure(actor.ask(crash())).isInstanceOf(IllegalStateException.class);
            assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
            clock.advance(Duration.ofSeconds(31));
        }
    }

    @Test
    void anExceptionThatTheAskerReceivedIsNoCrashIfTheBehaviourSaysSo() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().exceptionsAreReplies().onCrash(telling(Directive.RESUME)));

        for (int i = 0; i < 3; i++) {
            assertFailure(actor.ask(crash())).isInstanceOf(IllegalStateException.class);
        }
        actor.tell(Script.run(context -> probe.saw("the next message")));

        probe.expect("the next message");
    }

    @Test
    void anExceptionThatNobodyReceivedIsACrashAllTheSame() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().exceptionsAreReplies().onCrash(telling(Directive.RESUME)));

        actor.tell(crash());

        assertThat(probe.next()).isInstanceOf(Crash.class);
    }

    @Test
    void anErrorThatTheAskerReceivedIsACrashAllTheSame() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().exceptionsAreReplies().onCrash(telling(Directive.RESUME)));
        AssertionError error = new AssertionError("on purpose");

        assertFailure(actor.ask(Script.run(context -> {
                    throw error;
                })))
                .isSameAs(error);

        assertThat(((Crash) probe.next()).cause()).isSameAs(error);
    }

    private SupervisionPolicy telling(Directive directive, Duration delay) {
        return new SupervisionPolicy() {
            @Override
            public Directive decide(Crash crash) {
                probe.saw(crash);
                return directive;
            }

            @Override
            public Duration delay(Crash crash) {
                return delay;
            }
        };
    }

    private SupervisionPolicy delayed(Directive directive, Duration delay, List<Duration> crashedAt) {
        return new SupervisionPolicy() {
            @Override
            public Directive decide(Crash crash) {
                crashedAt.add(clock.elapsed());
                return directive;
            }

            @Override
            public Duration delay(Crash crash) {
                return delay;
            }
        };
    }

    private Duration passUntilSomethingIsSeen() {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            if (probe.soFar().isEmpty()) {
                clock.advance(Duration.ofMillis(250));
            }
            return !probe.soFar().isEmpty();
        });
        return clock.elapsed();
    }

    private static Behavior<Script<?>> failing(AtomicInteger starts) {
        return Behaviors.setup(context -> {
            starts.incrementAndGet();
            throw new IllegalStateException("cannot start");
        });
    }

    private void endsSoon(Behavior<Script<?>> child, AtomicInteger starts) {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESET_CHILD)));
        ActorRef<?> actor = system.actors().spawn(parent, "child", child);
        await().untilAsserted(
                        () -> assertThat(system.actors().find(actor.path())).isEmpty());
        assertThat(starts.get()).isLessThanOrEqualTo(20);
    }

    @Test
    void anActorThatCannotStartIsNotResetByItsParentWithoutEnd() {
        AtomicInteger starts = new AtomicInteger();
        endsSoon(failing(starts).onCrash(SupervisionPolicy.always(Directive.ESCALATE)), starts);
    }

    @Test
    void anActorThatCannotStartIsNotResetWithItsSiblingsWithoutEnd() {
        AtomicInteger starts = new AtomicInteger();
        endsSoon(failing(starts).onCrash(SupervisionPolicy.always(Directive.RESET_ALL)), starts);
    }

    @Test
    void anActorThatCannotStartIsNotResetByAStageThatIsCompleteWithoutEnd() {
        AtomicInteger starts = new AtomicInteger();
        endsSoon(failing(starts).onCrashAsync(crash -> CompletableFuture.completedFuture(Directive.RESET)), starts);
    }
}

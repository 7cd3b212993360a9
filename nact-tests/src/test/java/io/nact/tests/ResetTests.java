package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behaviors;
import io.nact.Incarnation;
import io.nact.StatefulBehavior;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 8: a reset makes a fresh life in the actor's own turn, and loses nothing but the state. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class ResetTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    ResetTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private static final SupervisionPolicy RESET = SupervisionPolicy.always(Directive.RESET);

    private static Script<Object> crash() {
        return Script.run(context -> {
            throw new IllegalStateException("on purpose");
        });
    }

    /** Says when a life starts and ends; its state is the number of the life. */
    private StatefulBehavior<Integer, Script<?>> living(String name) {
        AtomicInteger lives = new AtomicInteger();
        return Behaviors.<Integer, Script<?>>statefulFrom(
                        context -> {
                            probe.saw(name + " starts life " + lives.incrementAndGet());
                            return lives.get();
                        },
                        (life, script, context) -> {
                            follow(script, context);
                            return life;
                        })
                .onCrash(RESET)
                .afterStop((life, context) -> probe.saw(name + " ended in life " + life));
    }

    private static <R> CompletionStage<?> follow(Script<R> script, ActorContext<Script<?>> context) throws Exception {
        return script.action().run(script, context);
    }

    @Test
    void theRefTheNameAndThePathStayAndTheLastActionDoesNotRun() {
        ActorRef<Script<?>> actor = system.spawn("actor", living("actor"));
        actor.tell(crash());

        assertReply(actor.ask(Script.reply(context -> context.path()))).isEqualTo(actor.path());
        system.stopAndWait(actor);

        probe.expect("actor starts life 1", "actor starts life 2", "actor ended in life 2");
    }

    /** nact: the same initial object is used again; a function makes a new one. */
    @Test
    void anInitialValueIsUsedAgainAndAnInitialFunctionIsCalledAgain() {
        List<String> initial = new CopyOnWriteArrayList<>();
        ActorRef<String> sameObject = system.spawn(
                "same",
                Behaviors.stateful(String.class, initial, (state, message, context) -> {
                            state.add(message);
                            probe.saw(List.copyOf(state));
                            throw new IllegalStateException("on purpose");
                        })
                        .onCrash(RESET));
        ActorRef<String> newObject = system.spawn(
                "new",
                Behaviors.statefulFrom(String.class, context -> new ArrayList<String>(), (state, message, context) -> {
                            state.add(message);
                            probe.saw(List.copyOf(state));
                            throw new IllegalStateException("on purpose");
                        })
                        .onCrash(RESET));

        sameObject.tell("a");
        sameObject.tell("b");
        probe.expect(List.of("a"), List.of("a", "b"));
        newObject.tell("a");
        newObject.tell("b");
        probe.expect(List.of("a"), List.of("b"));
    }

    @Test
    void theChildrenEndBeforeTheNextLifeStarts() {
        ActorRef<Script<?>> actor = system.spawn("actor", living("actor"));
        ActorRef<Script<?>> child = system.spawn(actor, "child", living("child"));
        system.spawn(child, "grandchild", living("grandchild"));
        probe.expectInAnyOrder("actor starts life 1", "child starts life 1", "grandchild starts life 1");

        actor.tell(crash());

        probe.expect("grandchild ended in life 1", "child ended in life 1", "actor starts life 2");
    }

    @Test
    void theNextLifeStartsWithoutChildrenAndMaySpawnThemAgain() {
        AtomicInteger lives = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.<Integer, Script<?>>statefulFrom(
                                context -> {
                                    probe.saw(context.children().size());
                                    context.spawn("child", probe.behavior()).tell("life " + lives.incrementAndGet());
                                    return 0;
                                },
                                (state, script, context) -> {
                                    follow(script, context);
                                    return state;
                                })
                        .onCrash(RESET));
        probe.expect(0, "life 1");

        actor.tell(crash());

        probe.expect(0, "life 2");
    }

    @Test
    void aChildsTurnInHandIsAwaited() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", living("actor"));
        ActorRef<Script<?>> child = system.spawn(actor, "child", living("child"));
        probe.expectInAnyOrder("actor starts life 1", "child starts life 1");
        child.tell(Script.run(context -> {
            gate.pass();
            probe.saw("end of the child's turn");
        }));
        gate.awaitReached();

        actor.tell(crash());
        actor.tell(Script.run(context -> probe.saw("handled in the next life")));
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        gate.open();

        probe.expect(
                "end of the child's turn", "child ended in life 1", "actor starts life 2", "handled in the next life");
    }

    @Test
    void nobodyMaySpawnAChildWhileTheActorIsBeingReset() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", living("actor"));
        ActorRef<Script<?>> child =
                system.spawn(actor, "child", Script.actor().afterStop((state, context) -> gate.pass()));
        assertReply(child.ask(Script.reply(context -> "lives"))).isEqualTo("lives");
        actor.tell(crash());
        gate.awaitReached();

        assertThatExceptionOfType(ActorStoppedException.class)
                .isThrownBy(() -> system.spawn(actor, "another", Script.actor()));

        gate.open();
        assertReply(actor.ask(Script.reply(context -> context.children().size())))
                .isEqualTo(0);
        system.spawn(actor, "another", Script.actor());
    }

    @Test
    void anObjectThatHoldsTheStateIsToldOfTheEndOfItsLife() {
        AtomicInteger lives = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.incarnated(scriptType(), context -> new Life(lives.incrementAndGet()))
                        .onCrash(RESET));
        system.spawn(actor, "child", Script.actor().afterStop((state, context) -> probe.saw("child ended")));
        actor.tell(crash());
        actor.tell(Script.run(context -> probe.saw("handled")));

        probe.expect("1 starts", "child ended", "1 is reset", "2 starts", "handled");
        system.stopAndWait(actor);
        probe.expect("2 is stopped");
    }

    @SuppressWarnings("unchecked") // the class of a generic type
    private static Class<Script<?>> scriptType() {
        return (Class<Script<?>>) (Class<?>) Script.class;
    }

    private final class Life implements Incarnation<Script<?>> {

        private final int number;

        Life(int number) {
            this.number = number;
            probe.saw(number + " starts");
        }

        @Override
        public CompletionStage<?> receive(Script<?> script, ActorContext<Script<?>> context) throws Exception {
            return follow(script, context);
        }

        @Override
        public void reset(ActorContext<Script<?>> context) {
            probe.saw(number + " is reset");
        }

        @Override
        public void stopped(ActorContext<Script<?>> context) {
            probe.saw(number + " is stopped");
        }
    }

    @Test
    void aResetThatThrowsInTheEndOfALifeStartsTheNextAllTheSame() {
        AtomicInteger lives = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.incarnated(scriptType(), context -> new Incarnation<Script<?>>() {
                            private final int life = lives.incrementAndGet();

                            @Override
                            public CompletionStage<?> receive(Script<?> script, ActorContext<Script<?>> inner)
                                    throws Exception {
                                return follow(script, inner);
                            }

                            @Override
                            public void reset(ActorContext<Script<?>> inner) {
                                throw new IllegalStateException("life " + life + ", on purpose");
                            }
                        })
                        .onCrash(RESET));

        actor.tell(crash());

        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertThat(lives).hasValue(2);
    }

    /** nact: two messages at once in one actor, and the old one then overwrites the fresh state. */
    @Test
    void aResetOfABusyAsynchronousActorWaitsForItsTurnWhichDoesNotOverwriteTheFreshState() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        AtomicInteger inside = new AtomicInteger();
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<String> busy = system.spawn(
                parent, "busy", Behaviors.statefulAsync(String.class, "initial", (state, message, context) -> {
                    probe.saw("%s in state %s beside %d".formatted(message, state, inside.getAndIncrement()));
                    CompletableFuture<String> end =
                            message.equals("slow") ? stage : CompletableFuture.completedFuture(message);
                    return end.whenComplete((value, failure) -> inside.decrementAndGet());
                }));
        ActorRef<Script<?>> sibling = system.spawn(
                parent, "sibling", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET_ALL)));
        busy.tell("slow");
        busy.tell("next");
        probe.expect("slow in state initial beside 0");

        sibling.tell(crash());
        assertReply(sibling.ask(Script.reply(context -> "reset"))).isEqualTo("reset");
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        stage.complete("from the old life");

        probe.expect("next in state initial beside 0");
        busy.tell("last");
        probe.expect("last in state next beside 0");
    }

    @Test
    void aResetOfABusyActorWaitsForItsTurnAndKeepsWhatWaitsInOrder() {
        Gate gate = new Gate();
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Script<?>> busy = system.spawn(parent, "busy", living("busy"));
        ActorRef<Script<?>> sibling = system.spawn(
                parent, "sibling", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET_ALL)));
        probe.expect("busy starts life 1");
        busy.tell(Script.run(context -> {
            gate.pass();
            probe.saw("end of the turn");
        }));
        gate.awaitReached();
        IntStream.range(0, 5).forEach(i -> busy.tell(Script.run(context -> probe.saw(i))));

        sibling.tell(crash());
        assertReply(sibling.ask(Script.reply(context -> "reset"))).isEqualTo("reset");
        gate.open();

        probe.expect("end of the turn", "busy starts life 2", 0, 1, 2, 3, 4);
    }

    @Test
    void theAskInHandOfABusyActorIsAnsweredBeforeItsReset() {
        Gate gate = new Gate();
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Script<?>> busy = system.spawn(parent, "busy", living("busy"));
        ActorRef<Script<?>> sibling = system.spawn(
                parent, "sibling", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET_ALL)));
        CompletableFuture<String> ask = busy.ask(Script.reply(context -> {
            gate.pass();
            return "answered";
        }));
        gate.awaitReached();

        sibling.tell(crash());
        gate.open();

        assertReply(ask).isEqualTo("answered");
    }

    @Test
    void aStopThatComesWhileAResetWaitsForTheChildrenBeatsIt() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", living("actor"));
        ActorRef<Script<?>> child =
                system.spawn(actor, "child", Script.actor().afterStop((state, context) -> gate.pass()));
        assertReply(child.ask(Script.reply(context -> "lives"))).isEqualTo("lives");
        probe.expect("actor starts life 1");
        actor.tell(crash());
        gate.awaitReached();
        actor.tell(Script.run(context -> probe.saw("must not be handled")));

        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();

        Waiting.reply(stopped);
        probe.expect("actor ended in life 1");
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
    }

    @Test
    void aStopThatComesInTheTurnThatCrashesBeatsTheReset() {
        ActorRef<Script<?>> actor = system.spawn("actor", living("actor"));
        actor.tell(Script.run(context -> {
            context.stop();
            throw new IllegalStateException("on purpose");
        }));

        probe.expect("actor starts life 1", "actor ended in life 1");
        system.stopAndWait(actor);
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aStartThatFailsIsTriedAgainWithinTheLimitAndThenStops() {
        AtomicInteger starts = new AtomicInteger();
        ActorRef<String> actor = system.spawn(
                "actor",
                Behaviors.<Integer, String>statefulFrom(
                                context -> {
                                    starts.incrementAndGet();
                                    throw new IllegalStateException("on purpose");
                                },
                                (state, message, context) -> {
                                    probe.saw("handled without a state");
                                    return state;
                                })
                        .onCrash(RESET.atMost(3, Duration.ofMinutes(1))));
        actor.tell("never handled");

        await().until(() -> system.live() == 0);
        system.stopAndWait(actor);

        assertThat(starts).hasValue(4);
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aStartThatFailsAndThenSucceedsHandlesWhatWaited() {
        AtomicInteger starts = new AtomicInteger();
        ActorRef<String> actor = system.spawn(
                "actor",
                Behaviors.<Integer, String>statefulFrom(
                                context -> {
                                    if (starts.incrementAndGet() < 3) {
                                        throw new IllegalStateException("on purpose");
                                    }
                                    return starts.get();
                                },
                                (state, message, context) -> {
                                    probe.saw(message + " in life " + state);
                                    return state;
                                })
                        .onCrash(RESET));

        actor.tell("a");
        actor.tell("b");

        probe.expect("a in life 3", "b in life 3");
    }

    @Test
    void aStartThatFailsAfterACrashCountsToo() {
        AtomicInteger starts = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.<Integer, Script<?>>statefulFrom(
                                context -> {
                                    if (starts.incrementAndGet() > 1) {
                                        throw new IllegalStateException("the second life fails, on purpose");
                                    }
                                    return 0;
                                },
                                (state, script, context) -> {
                                    follow(script, context);
                                    return state;
                                })
                        .onCrash(RESET.atMost(2, Duration.ofMinutes(1))));
        actor.tell(crash());

        await().until(() -> system.live() == 0);
        assertThat(starts).hasValue(3);
        assertFailure(actor.ask(Script.reply(context -> 1))).isInstanceOf(ActorStoppedException.class);
    }

    /** Guarantee 9: a reset storm ends in a stop, never in a spinning processor. */
    @Test
    void aStartThatAlwaysFailsEndsInAStopThoughThePolicyHasNoLimit() {
        AtomicInteger starts = new AtomicInteger();
        ActorRef<String> actor = system.spawn(
                "actor",
                Behaviors.<Integer, String>statefulFrom(
                                context -> {
                                    starts.incrementAndGet();
                                    throw new IllegalStateException("on purpose");
                                },
                                (state, message, context) -> state)
                        .onCrash(RESET));

        await().until(() -> system.live() == 0);

        assertThat(starts.get()).isBetween(2, 1_000);
        assertThat(actor.tryTell("gone")).isFalse();
    }

    /** nact: a resume lets the actor handle messages with an undefined state. */
    @Test
    void aStartThatFailsCannotBeResumed() {
        ActorRef<String> actor = system.spawn(
                "actor",
                Behaviors.<Integer, String>statefulFrom(
                                context -> {
                                    throw new IllegalStateException("on purpose");
                                },
                                (state, message, context) -> {
                                    probe.saw("handled without a state");
                                    return state;
                                })
                        .onCrash(SupervisionPolicy.always(Directive.RESUME)));
        actor.tell("never handled");

        await().until(() -> system.live() == 0);
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aResetReachesEverySiblingHoweverMany() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        AtomicInteger starts = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            system.spawn(
                    parent,
                    "sibling-" + i,
                    Behaviors.<Integer, Object>statefulFrom(
                            context -> starts.incrementAndGet(), (state, message, context) -> state));
        }
        ActorRef<Script<?>> actor = system.spawn(
                parent, "actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET_ALL)));
        await().untilAsserted(() -> assertThat(starts).hasValue(500));

        actor.tell(crash());

        await().untilAsserted(() -> assertThat(starts).hasValue(1_000));
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }
}

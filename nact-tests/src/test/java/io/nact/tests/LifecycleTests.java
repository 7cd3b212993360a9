package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How an actor begins, what it knows of its place, and what its turns may do to its own life. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class LifecycleTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    LifecycleTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void theInitialStateIsMadeInTheActorsTurnAndNotOnTheSpawnersThread() {
        Gate gate = new Gate();
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.<Thread, Object>statefulFrom(
                        context -> {
                            gate.pass();
                            return Thread.currentThread();
                        },
                        (thread, message, context) -> {
                            probe.saw(thread.getName());
                            return thread;
                        }));
        actor.tell("waits for the start");
        gate.awaitReached();
        assertThat(probe.soFar()).isEmpty();
        gate.open();

        assertThat((String) probe.next()).startsWith(system.threadPrefix());
    }

    @Test
    void anActorStartsWithoutAMessage() {
        system.spawn(
                "actor",
                Behaviors.<String, Object>statefulFrom(
                        context -> {
                            probe.saw("started");
                            return "";
                        },
                        (state, message, context) -> state));

        probe.expect("started");
    }

    /** nact: onCrash decides, and meanwhile the actor handles messages with an undefined state. */
    @Test
    void anInitialStateThatThrowsIsACrashAndNoMessageIsHandledWithoutAState() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.<String, Object>statefulFrom(
                                context -> {
                                    throw cause;
                                },
                                (state, message, context) -> {
                                    probe.saw("handled without a state");
                                    return state;
                                })
                        .onCrash(crash -> {
                            probe.saw(crash);
                            return Directive.STOP;
                        }));
        actor.tell("never handled");

        assertThat((Crash) probe.next()).satisfies(crash -> {
            assertThat(crash.cause()).isSameAs(cause);
            assertThat(crash.message()).isNull();
            assertThat(crash.actor()).isEqualTo(actor.path());
        });
        system.stopAndWait(actor);
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
    }

    @Test
    void anActorThatNeverStartedFailsItsAsksAtOnce() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.statefulFrom(
                        context -> {
                            throw new IllegalStateException("on purpose");
                        },
                        (state, message, context) -> state));

        assertFailure(actor.ask(Script.reply(context -> 1))).isInstanceOf(ActorStoppedException.class);
    }

    /** nact until version 6: a handler that returned nothing stopped the actor. */
    @Test
    void aStateThatIsNullKeepsTheActorAlive() {
        ActorRef<String> actor =
                system.spawn("actor", Behaviors.stateful(String.class, "first", (state, message, context) -> {
                    probe.saw(message + " " + state);
                    return null;
                }));

        List.of("a", "b", "c").forEach(actor::tell);

        probe.expect("a first", "b null", "c null");
    }

    @Test
    void aStageOfANullStateKeepsTheActorAlive() {
        ActorRef<String> actor =
                system.spawn("actor", Behaviors.statefulAsync(String.class, "first", (state, message, context) -> {
                    probe.saw(message + " " + state);
                    return CompletableFuture.completedFuture(null);
                }));

        List.of("a", "b", "c").forEach(actor::tell);

        probe.expect("a first", "b null", "c null");
    }

    @Test
    void aTellToItselfGoesToTheBackOfTheQueue() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> {
            gate.pass();
            context.self().tell(Script.run(inner -> probe.saw("from itself")));
            probe.saw("end of the turn");
        }));
        gate.awaitReached();
        actor.tell(Script.run(context -> probe.saw("waited before")));
        gate.open();

        probe.expect("end of the turn", "waited before", "from itself");
    }

    @Test
    void anActorKnowsItsPlace() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Script<?>> actor = system.spawn(parent, "actor", Script.actor());

        actor.tell(Script.run(context -> {
            probe.saw(context.name());
            probe.saw(context.path());
            probe.saw(context.self().path());
            probe.saw(context.parent().path());
            probe.saw(context.system());
            probe.saw(context.undelivered());
        }));

        probe.expect(
                "actor",
                system.path("parent", "actor"),
                system.path("parent", "actor"),
                system.path("parent"),
                system.actors(),
                List.of());
    }

    @Test
    void anActorAtTheTopHasTheRootAsItsParent() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        assertReply(actor.ask(Script.reply(context -> context.parent().path()))).isEqualTo(system.path());
    }

    @Test
    void anActorHasALoggerOfItsType() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        ActorRef<Script<?>> typed = system.spawn("other", Script.actor().type("worker"));

        assertReply(actor.ask(Script.reply(context -> context.log().getName()))).isEqualTo("nact.actor.actor");
        assertReply(typed.ask(Script.reply(context -> context.log().getName()))).isEqualTo("nact.actor.worker");
    }

    /** nact: the children are a copy from the beginning of the turn. */
    @Test
    void theChildrenAreThoseThatLiveNow() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> {
            probe.saw(Set.copyOf(context.children().keySet()));
            ActorRef<Object> a = context.spawn("a", probe.behavior());
            ActorRef<Object> b = context.spawn("b", probe.behavior());
            probe.saw(Map.copyOf(context.children()).equals(Map.of("a", a, "b", b)));
            probe.saw(context.child("a").equals(Optional.of(a)));
            probe.saw(context.child("c"));
        }));

        probe.expect(Set.of(), true, true, Optional.empty());
        system.stopAndWait(system.child(actor, "a"));
        assertReply(actor.ask(
                        Script.reply(context -> Set.copyOf(context.children().keySet()))))
                .isEqualTo(Set.of("b"));
    }

    @Test
    void aChildIsMadeWhenItIsAskedForAndFoundTheNextTime() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        for (int i = 0; i < 3; i++) {
            int number = i;
            actor.tell(Script.run(context -> context.child("child", () -> {
                        probe.saw("made");
                        return probe.behavior();
                    })
                    .tell(number)));
        }

        probe.expect("made");
        probe.expect(0, 1, 2);
    }

    @Test
    void anybodyMaySpawnAChildBelowAnActor() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        ActorRef<Object> child = system.spawn(actor, "child", probe.behavior());

        child.tell("hello");
        probe.expect("hello");
        assertReply(actor.ask(
                        Script.reply(context -> context.children().keySet().contains("child"))))
                .isEqualTo(true);
    }

    @Test
    void nobodyMaySpawnAChildBelowAStoppedActor() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        system.stopAndWait(actor);

        assertThatExceptionOfType(ActorStoppedException.class)
                .isThrownBy(() -> system.spawn(actor, "child", probe.behavior()));
    }

    @Test
    void nobodyMaySpawnAChildBelowAStoppingActor() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().afterStop((state, context) -> {
            probe.saw(catchSpawn(() -> context.spawn("late", probe.behavior())));
            gate.pass();
        }));
        CompletableFuture<Void> stopped = system.stop(actor);
        gate.awaitReached();

        assertThatExceptionOfType(ActorStoppedException.class)
                .isThrownBy(() -> system.spawn(actor, "child", probe.behavior()));

        gate.open();
        Waiting.reply(stopped);
        probe.expect(ActorStoppedException.class);
    }

    @Test
    void nobodyMaySpawnBelowAnActorWhoseStopWaitsForItsTurn() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        CompletableFuture<Void> stopped = system.stop(actor);

        // Either the spawn is refused, or the child ends with its parent; it is never left behind.
        Class<?> outcome = catchSpawn(() -> system.spawn(actor, "child", probe.behavior()));
        assertThat(outcome).isIn(ActorStoppedException.class, null);

        gate.open();
        Waiting.reply(stopped);
        assertThat(system.live()).isZero();
    }

    @Test
    void aChildThatIsSpawnedWhileItsParentStopsNeverOutlivesIt() {
        for (int round = 0; round < 200; round++) {
            ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
            CompletableFuture<Class<?>> spawning = CompletableFuture.supplyAsync(
                    () -> {
                        Class<?> outcome = null;
                        for (int i = 0; outcome == null; i++) {
                            String name = "child-" + i;
                            outcome = catchSpawn(() -> system.spawn(parent, name, probe.behavior()));
                        }
                        return outcome;
                    },
                    task -> new Thread(task).start());

            system.stopAndWait(parent);

            assertReply(spawning).isEqualTo(ActorStoppedException.class);
            assertThat(system.live()).isZero();
        }
    }

    @Test
    void anActorStopsOnlyItsOwnChildren() {
        ActorRef<Object> stranger = system.spawn("stranger", probe.behavior());
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));

        actor.tell(Script.run(context -> {
            context.spawn("child", Script.actor().afterStop((state, child) -> probe.saw("child ended")));
            assertThatIllegalArgumentException().isThrownBy(() -> context.stop(stranger));
            context.stop(context.child("child").orElseThrow());
        }));

        probe.expect("child ended");
        stranger.tell("unharmed");
        probe.expect("unharmed");
    }

    /** A ref is bound to the actor's name, not to one life of it: also for those who stop it or spawn below it. */
    @Test
    void aRefFromALifeBeforeServesTheActorThatBearsTheNameNow() {
        ActorRef<Script<?>> ref = system.spawn("actor", Script.actor());
        system.stopAndWait(ref);
        system.spawn("actor", Script.actor().afterStop((state, context) -> probe.saw("ended")));

        ActorRef<Object> child = system.spawn(ref, "child", probe.behavior());
        child.tell("spawned");
        probe.expect("spawned");
        system.<Object>child(ref, "child").tell("addressed");
        probe.expect("addressed");
        system.stopAndWait(ref);

        probe.expect("ended");
        assertThat(system.live()).isZero();
    }

    @Test
    void aSystemKnowsItself() {
        assertThat(system.actors().name()).isEqualTo(system.path().system());
        assertThat(system.actors().path()).isEqualTo(system.path());
        assertThat(system.actors().uptime()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(system.actors().isRunning()).isTrue();
    }

    @Test
    void manyActorsComeAndGo() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        IntStream.range(0, 3_000).forEach(i -> {
            ActorRef<Object> child = system.spawn(parent, "child-" + i % 100, probe.behavior());
            child.tell(i);
            probe.expect(i);
            system.stopAndWait(child);
        });

        assertThat(system.live()).isOne();
    }

    private static Class<?> catchSpawn(Runnable spawn) {
        try {
            spawn.run();
            return null;
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }
}

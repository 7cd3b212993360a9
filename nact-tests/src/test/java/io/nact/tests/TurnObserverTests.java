package io.nact.tests;

import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.ContextPropagation;
import io.nact.TurnObserver;
import io.nact.TurnObserver.Outcome;
import io.nact.event.ActorEvent;
import io.nact.metrics.Counted;
import io.nact.supervision.Directive;
import io.nact.testkit.ManualTime;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who observes turns sees each from its beginning to its end, and what they lead to comes from them. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class TurnObserverTests {

    private static final String NOTHING = "nothing";

    /** What a thread is about, as a trace would say. */
    private static final ThreadLocal<@Nullable String> ABOUT = new ThreadLocal<>();

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final Logged logged = new Logged();

    @RegisterExtension
    final TestSystem system;

    private final Probe<String> ends = new Probe<>();

    private final Probe<String> probe = new Probe<>();

    private final Set<String> messages = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Broken broken;

    private enum Broken {
        AT_THE_BEGINNING,
        BEFORE_A_PART,
        AFTER_A_PART,
        AT_THE_END
    }

    TurnObserverTests(Engines engine) {
        system = TestSystem.on(engine)
                .with(clock)
                .with(options -> options.withContextPropagation(new About())
                        .withTurnObserver(this::begins)
                        .withStopTimeout(Duration.ofSeconds(1)));
    }

    @AfterEach
    void forget() {
        ABOUT.remove();
    }

    private static final class About implements ContextPropagation {

        @Override
        public @Nullable Object capture() {
            return ABOUT.get();
        }

        @Override
        public @Nullable Object captureForTimer() {
            return capture();
        }

        @Override
        public void run(@Nullable Object captured, Runnable task) {
            String before = ABOUT.get();
            set((String) captured);
            try {
                task.run();
            } finally {
                set(before);
            }
        }
    }

    private static void set(@Nullable String about) {
        if (about == null) {
            ABOUT.remove();
        } else {
            ABOUT.set(about);
        }
    }

    private static String about() {
        String about = ABOUT.get();
        return about == null ? NOTHING : about;
    }

    private void breaksIf(Broken here) {
        if (broken == here) {
            throw new IllegalStateException("observer broken on purpose");
        }
    }

    /** Each turn is about what it comes from and then its actor. */
    private TurnObserver.Observed begins(TurnObserver.Beginning turn) {
        breaksIf(Broken.AT_THE_BEGINNING);
        messages.add(turn.messageName());
        String path = about() + " > " + turn.path().name();
        return new TurnObserver.Observed() {
            @Override
            public void run(Runnable part) {
                String before = ABOUT.get();
                set(path);
                try {
                    breaksIf(Broken.BEFORE_A_PART);
                    part.run();
                    breaksIf(Broken.AFTER_A_PART);
                } finally {
                    set(before);
                }
            }

            @Override
            public void ends(Outcome outcome, @Nullable Throwable failure) {
                ends.saw("%s: %s%s".formatted(path, outcome, failure == null ? "" : " with " + failure.getMessage()));
                breaksIf(Broken.AT_THE_END);
            }
        };
    }

    private ActorRef<Script<?>> actor(String name) {
        return system.spawn(name, Script.actor());
    }

    private Script<Object> note() {
        return Script.run(context -> probe.saw(about()));
    }

    private static Script<Object> fail() {
        return Script.run(context -> {
            throw new IllegalStateException("on purpose");
        });
    }

    @Test
    void whatATurnSendsComesFromItThroughTellAndAsk() {
        ActorRef<Script<?>> last = actor("last");
        ActorRef<Script<?>> first = actor("first");
        ABOUT.set("request");

        CompletableFuture<String> reply = first.ask(Script.async((request, context) -> {
            last.tell(note());
            return last.ask(Script.reply(inner -> about()))
                    .thenAccept(seen -> context.replyTo(request).reply(seen + ", then " + about()));
        }));

        assertReply(reply).isEqualTo("request > first > last, then request > first");
        probe.expect("request > first > last");
        ends.expectInAnyOrder(
                "request > first > last: HANDLED", "request > first > last: HANDLED", "request > first: HANDLED");
        assertThat(about()).isEqualTo("request");
    }

    @Test
    void eachMessageHasANameAlsoALambda() {
        ActorRef<Runnable> actor =
                system.spawn("runner", Behaviors.stateless(Runnable.class, (message, turn) -> message.run()));
        actor.tell(() -> probe.saw("lambda"));
        actor.tell(new Runnable() {
            @Override
            public void run() {
                probe.saw("anonymous");
            }
        });

        probe.expectInAnyOrder("lambda", "anonymous");
        assertThat(messages)
                .hasSize(2)
                .contains("TurnObserverTests$$Lambda")
                .anyMatch(name -> name.matches("TurnObserverTests\\$\\d+"));
    }

    @Test
    void namesAreTakenFromABoundedNumber() {
        ActorRef<Object> actor = system.spawn("any", Behaviors.stateless(Object.class, (message, turn) -> {}));
        for (int dimensions = 1; dimensions <= 150; dimensions++) {
            actor.tell(Array.newInstance(int.class, new int[dimensions]));
        }
        await().until(() -> messages.contains(Counted.OTHER));

        assertThat(messages).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void anotherMessageOnTheThreadHasNothingOfIt() {
        ActorRef<Script<?>> actor = actor("actor");
        ABOUT.set("request");
        actor.tell(note());
        ABOUT.remove();
        actor.tell(note());

        probe.expect("request > actor", "nothing > actor");
    }

    @Test
    void anAsynchronousTurnEndsWhenItsStageDoes() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = actor("actor");
        actor.tell(Script.async((request, context) -> stage));
        ActorRef<Script<?>> other = actor("other");
        settle(other);
        ends.expect("nothing > other: HANDLED");

        stage.complete("value");

        ends.expect("nothing > actor: HANDLED");
    }

    @Test
    void theFailureOfAStageIsThatOfTheTurn() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = actor("actor");
        CompletableFuture<Object> reply = actor.ask(Script.async((request, context) -> stage));

        stage.completeExceptionally(new IllegalStateException("late, on purpose"));

        assertFailure(reply).hasMessage("late, on purpose");
        ends.expect("nothing > actor: CRASH with late, on purpose");
    }

    @Test
    void aFailureIsAnErrorIfItWasOnlyAReplyAndElseACrash() {
        ActorRef<Script<?>> lenient = system.spawn(
                "lenient", Script.syncActor().exceptionsAreReplies().onCrash(crash -> Directive.RESUME));
        ActorRef<Script<?>> strict = system.spawn("strict", Script.syncActor().onCrash(crash -> Directive.RESUME));

        assertFailure(lenient.ask(fail())).hasMessage("on purpose");
        ends.expect("nothing > lenient: ERROR with on purpose");
        lenient.tell(fail());
        ends.expect("nothing > lenient: CRASH with on purpose");
        assertFailure(strict.ask(fail())).hasMessage("on purpose");
        ends.expect("nothing > strict: CRASH with on purpose");
    }

    @Test
    void aCrashIsToldAsPartOfTheTurn() {
        system.actors().events().subscribe(ActorEvent.Crashed.class, crash -> probe.saw("crash of " + about()));
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> Directive.RESUME));
        ABOUT.set("request");

        actor.tell(fail());

        probe.expect("crash of request > actor");
    }

    @Test
    void whatAHandlerDoesNotHandleIsUnhandled() {
        actor("actor").tell(Script.run(context -> context.unhandled()));

        ends.expect("nothing > actor: UNHANDLED");
    }

    @Test
    void whatIsForwardedGoesOnFromTheTurn() {
        ActorRef<Script<?>> last = actor("last");
        ActorRef<Script<?>> first = actor("first");

        CompletableFuture<Object> reply =
                first.ask(Script.run(context -> context.forward(last, Script.reply(inner -> about()))));

        // An ask keeps what it was sent with.
        assertReply(reply).isEqualTo("nothing > last");
        ends.expectInAnyOrder("nothing > first: FORWARDED", "nothing > last: HANDLED");
    }

    @Test
    void aStashedMessageIsSeenTwiceAndComesFromItsSenderBothTimes() {
        ActorRef<Script<?>> actor = actor("actor");
        boolean[] ready = new boolean[1];
        ABOUT.set("request");
        actor.tell(Script.run(context -> {
            if (!ready[0]) {
                context.stash().add();
            }
        }));
        ABOUT.remove();
        in(actor, context -> {
            ready[0] = true;
            context.stash().unstashAll();
        });

        ends.expect("request > actor: STASHED", "nothing > actor: HANDLED", "request > actor: HANDLED");
    }

    @Test
    void aStashThatIsFullIsTold() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().stashCapacity(1));
        actor.tell(Script.run(context -> context.stash().add()));
        actor.tell(Script.run(context -> context.stash().add()));

        ends.expect("nothing > actor: STASHED", "nothing > actor: FULL");
    }

    @Test
    void whatIsPipedToSelfComesFromTheTurnThatPiped() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = actor("actor");
        ABOUT.set("request");
        in(actor, context -> context.pipeToSelf(stage, (value, failure) -> note()));
        ABOUT.remove();

        stage.complete("value");

        probe.expect("request > actor > actor");
    }

    @Test
    void aTimerWithOneMessageComesFromTheTurnThatStartedItAlsoIfItIsStashedThen() {
        ActorRef<Script<?>> actor = actor("actor");
        boolean[] ready = new boolean[1];
        ABOUT.set("request");
        in(
                actor,
                context -> context.timers()
                        .startSingle(
                                "key",
                                Script.run(inner -> {
                                    probe.saw(about());
                                    if (!ready[0]) {
                                        inner.stash().add();
                                    }
                                }),
                                Duration.ofSeconds(1)));
        ABOUT.remove();

        clock.advance(Duration.ofSeconds(1));
        probe.expect("request > actor > actor");
        in(actor, context -> {
            ready[0] = true;
            context.stash().unstashAll();
        });

        probe.expect("request > actor > actor");
    }

    @Test
    void aTimerThatGoesOnAndOnComesFromNothing() {
        ActorRef<Script<?>> actor = actor("actor");
        ABOUT.set("request");
        in(actor, context -> context.timers().startFixedRate("key", note(), Duration.ofSeconds(1)));
        ABOUT.remove();

        clock.advance(Duration.ofSeconds(1));

        probe.expect("nothing > actor");
    }

    @Test
    void turnsThatGoOnAtOnceAreToldApart() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.statelessActor(2));
        ABOUT.set("slow");
        actor.tell(Script.run(context -> {
            gate.pass();
            probe.saw(about());
        }));
        gate.awaitReached();
        ABOUT.set("quick");
        actor.tell(note());

        probe.expect("quick > actor");
        ends.expect("quick > actor: HANDLED");
        gate.open();
        probe.expect("slow > actor");
        ends.expect("slow > actor: HANDLED");
    }

    @Test
    void aTurnThatACallerTakesItselfIsSeenLikeAnyOther() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        settle(actor);
        ends.expect("nothing > actor: HANDLED");
        ABOUT.set("request");

        String seen = actor.call(Script.reply(context -> about()));

        assertThat(seen).isEqualTo("request > actor");

        ends.expect("request > actor: HANDLED");
        assertThat(about()).isEqualTo("request");
    }

    @Test
    void aTurnThatWaitsForEverIsAbandonedWithItsActor() {
        ActorRef<Script<?>> actor = actor("actor");
        Gate reached = new Gate();
        actor.tell(Script.async((request, context) -> {
            reached.open();
            return new CompletableFuture<>();
        }));
        reached.pass();
        settle(actor("other"));
        ends.expect("nothing > other: HANDLED");
        CompletableFuture<Void> stopped = system.stop(actor);

        passTheStopTimeout(stopped);

        ends.expect("nothing > actor: ABANDONED");
    }

    @Test
    void aTurnThatKeepsItsThreadIsAbandonedAndEndsOnce() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor("actor");
        actor.tell(Script.async((request, context) -> {
            gate.pass();
            return CompletableFuture.completedFuture("too late");
        }));
        gate.awaitReached();
        passTheStopTimeout(system.stop(actor));

        gate.open();

        ends.expect("nothing > actor: ABANDONED");
        settle(actor("other"));
        ends.expect("nothing > other: HANDLED");
    }

    /** In steps, for whoever looks for what hangs looks again and again. */
    private void passTheStopTimeout(CompletableFuture<Void> stopped) {
        await().until(() -> {
            clock.advance(Duration.ofMillis(100));
            return stopped.isDone();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenObserverKeepsNoActorFromItsWork(Broken where) {
        ActorRef<Integer> counter = system.spawn(
                "counter",
                Behaviors.stateful(Integer.class, 0, (count, message, context) -> {
                            probe.saw("counted " + count);
                            return count + 1;
                        })
                        .afterStop((count, context) -> probe.saw("counted to " + count)));
        broken = where;

        counter.tell(1);
        counter.tell(1);

        probe.expect("counted 0", "counted 1");
        system.stopAndWait(counter);
        probe.expect("counted to 2");
        assertThat(logged.from(Level.ERROR))
                .anySatisfy(entry -> assertThat(entry).contains("observer of turns failed"));
    }
}

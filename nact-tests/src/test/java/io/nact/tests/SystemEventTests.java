package io.nact.tests;

import static io.nact.tests.Script.crash;
import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.SystemOptions;
import io.nact.entity.EntityKinds;
import io.nact.event.ActorEvent;
import io.nact.event.ActorEvent.Crashed;
import io.nact.event.ActorEvent.Passivated;
import io.nact.event.ActorEvent.Reset;
import io.nact.event.ActorEvent.Started;
import io.nact.event.ActorEvent.Stopped;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a system tells about its actors and their dead letters, and what actors hear of it. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class SystemEventTests {

    private final ManualTime clock = new ManualTime();

    private final Engines engine;

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> events = new Probe<>();

    private final Probe<Object> probe = new Probe<>();

    SystemEventTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(clock).with(options -> options.withRecentDeadLetters(10));
    }

    @BeforeEach
    void listen() {
        system.actors().events().subscribe(ActorEvent.class, events::saw);
    }

    private ActorRef<Script<?>> actor(Directive directive) {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(directive)));
        events.expect(new Started(actor.path()));
        return actor;
    }

    private Script<Object> say(Object word) {
        return Script.run(context -> probe.saw(word));
    }

    @Test
    void anActorStartsAndStops() {
        ActorRef<Script<?>> actor = actor(Directive.STOP);

        system.stopAndWait(actor);

        events.expect(new Stopped(actor.path()));
        assertThat(events.soFar()).isEmpty();
    }

    @Test
    void theNameIsFreeWhenTheStopIsTold() {
        AtomicInteger lives = new AtomicInteger();
        system.actors().events().subscribe(Stopped.class, stopped -> {
            if (stopped.actor().name().equals("again") && lives.incrementAndGet() < 5) {
                system.spawn("again", Script.syncActor());
            }
        });
        system.spawn("again", Script.syncActor());

        for (int i = 0; i < 5; i++) {
            assertThat(events.next()).isInstanceOf(Started.class);
            system.stop(system.actors().find(system.path("again")).orElseThrow());
            assertThat(events.next()).isInstanceOf(Stopped.class);
        }
    }

    @Test
    void childrenStopBeforeTheirParents() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.syncActor());
        ActorRef<Script<?>> child = system.spawn(parent, "child", Script.syncActor());
        events.expectInAnyOrder(new Started(parent.path()), new Started(child.path()));

        system.stopAndWait(parent);

        events.expect(new Stopped(child.path()), new Stopped(parent.path()));
    }

    @Test
    void aCrashIsToldBeforeItsConsequence() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        Script<Object> message = Script.run(context -> {
            throw cause;
        });
        ActorRef<Script<?>> actor = actor(Directive.STOP);

        actor.tell(message);

        events.expect(new Crashed(actor.path(), message, cause), new Stopped(actor.path()));
    }

    @Test
    void aResetIsAFreshLifeAndNoStart() {
        ActorRef<Script<?>> actor = actor(Directive.RESET);

        crash(actor);

        assertThat(events.next()).isInstanceOf(Crashed.class);
        events.expect(new Reset(actor.path()));
        settle(actor);
        assertThat(events.soFar()).isEmpty();
    }

    @Test
    void aResumeIsNeither() {
        ActorRef<Script<?>> actor = actor(Directive.RESUME);

        crash(actor);
        settle(actor);

        assertThat(events.next()).isInstanceOf(Crashed.class);
        assertThat(events.soFar()).isEmpty();
    }

    @Test
    void aFailedStartIsACrashWithoutAMessage() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<Object> actor = system.spawn("actor", Behaviors.setup(context -> {
            throw cause;
        }));

        events.expect(new Crashed(actor.path(), null, cause), new Stopped(actor.path()));
    }

    /** Two turns crash; the second is decided after the first, and both are told once. */
    @Test
    void eachCrashIsToldOnce() {
        CompletableFuture<Directive> first = new CompletableFuture<>();
        AtomicBoolean decided = new AtomicBoolean();
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.statelessActor(2).onCrashAsync(crash -> {
                    probe.saw("asked");
                    return decided.getAndSet(true) ? CompletableFuture.completedFuture(Directive.RESUME) : first;
                }));
        events.expect(new Started(actor.path()));
        Gate one = new Gate();
        Gate other = new Gate();
        for (Gate gate : List.of(one, other)) {
            actor.tell(Script.run(context -> {
                gate.pass();
                throw new IllegalStateException("on purpose");
            }));
            gate.awaitReached();
        }

        one.open();
        probe.expect("asked");
        other.open();
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        first.complete(Directive.RESUME);
        probe.expect("asked");
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");

        assertThat(events.next(2)).allMatch(Crashed.class::isInstance);
        assertThat(events.soFar()).isEmpty();
    }

    @Test
    void anIdleEntityIsPassivatedAndStartsAgain() {
        ActorRef<Script<?>> entity = EntityKinds.register(
                        system.actors(), "entities", Script.syncActor(), Duration.ofSeconds(10))
                .get("one");
        assertThat(events.next()).isEqualTo(new Started(system.path("entities")));
        settle(entity);
        events.expect(new Started(entity.path()));

        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return !events.soFar().isEmpty();
        });
        events.expect(new Passivated(entity.path()));
        settle(entity);

        events.expect(new Started(entity.path()));
    }

    @Test
    void anAbandonedActorHasStoppedToo() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor(Directive.STOP);
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        system.stop(actor);
        clock.advance(Duration.ofSeconds(10));

        events.expect(new Stopped(actor.path()));
        gate.open();
    }

    @Test
    void aDeadLetterIsToldWithReceiverMessageAndReason() {
        Probe<Object> letters = new Probe<>();
        system.actors().events().subscribe(DeadLetter.class, letters::saw);
        ActorRef<Script<?>> actor = actor(Directive.STOP);
        Script<Object> unhandled = Script.run(context -> context.unhandled());
        actor.tell(unhandled);
        letters.expect(new DeadLetter(actor.path(), unhandled, Reason.UNHANDLED));
        system.stopAndWait(actor);
        Script<Object> late = say("late");

        actor.tell(late);
        assertThat(actor.tryTell(late)).isFalse();

        letters.expect(new DeadLetter(actor.path(), late, Reason.STOPPED));
        assertThat(letters.soFar())
                .as("what was not taken is still the caller's")
                .isEmpty();
    }

    @Test
    void anAskThatIsRefusedIsToldToo() {
        Probe<Object> letters = new Probe<>();
        system.actors().events().subscribe(DeadLetter.class, letters::saw);
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(1)));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        actor.tell(Script.run(context -> {}));
        Script<Object> refused = say("refused");

        assertFailure(actor.ask(refused)).isInstanceOf(MailboxFullException.class);

        letters.expect(new DeadLetter(actor.path(), refused, Reason.FULL));
        gate.open();
    }

    @Test
    void anActorMayHearOfTheOthers() {
        ActorRef<Script<?>> listener = system.spawn("listener", Script.syncActor());
        in(
                listener,
                context -> context.subscribe(
                        Stopped.class, stopped -> say(stopped.actor().name())));
        system.stopAndWait(system.spawn("one", Script.syncActor()));
        system.stopAndWait(system.spawn("other", Script.syncActor()));

        probe.expect("one", "other");
    }

    @Test
    void anActorMayHearWhatIsNotTheSystems() {
        ActorRef<Script<?>> listener = system.spawn("listener", Script.syncActor());
        in(listener, context -> {
            context.subscribe(String.class, this::say);
            context.subscribe(Integer.class, number -> say(number + 1));
        });

        system.actors().events().publish("hello");
        system.actors().events().publish(41);

        probe.expect("hello", 42);
    }

    @Test
    void itsSubscriptionsEndWithItsStop() {
        ActorRef<Script<?>> listener = system.spawn("listener", Script.syncActor());
        in(listener, context -> context.subscribe(String.class, this::say));
        assertThat(system.actors().events().wants(String.class)).isTrue();

        system.stopAndWait(listener);

        assertThat(system.actors().events().wants(String.class)).isFalse();
        system.actors().events().publish("nobody hears it");
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
    }

    @Test
    void itsSubscriptionsEndWithAReset() {
        AtomicInteger lives = new AtomicInteger();
        ActorRef<Script<?>> listener = system.spawn(
                "listener",
                Behaviors.<Script<?>>setup(context -> {
                            int life = lives.incrementAndGet();
                            context.subscribe(String.class, word -> say(word + " in life " + life));
                            return Script.syncActor();
                        })
                        .onCrash(SupervisionPolicy.always(Directive.RESET)));
        settle(listener);
        system.actors().events().publish("hello");
        probe.expect("hello in life 1");

        crash(listener);
        settle(listener);
        system.actors().events().publish("hello");

        probe.expect("hello in life 2");
        settle(listener);
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void whatIsSubscribedInTheLastTurnIsNotHeard() {
        ActorRef<Script<?>> listener = system.spawn(
                "listener",
                Script.syncActor().afterStop((state, context) -> context.subscribe(String.class, this::say)));
        settle(listener);

        system.stopAndWait(listener);

        await().untilAsserted(() ->
                assertThat(system.actors().events().wants(String.class)).isFalse());
    }

    @Test
    void aSubscriberThatFailsHarmsNobody() {
        system.actors().events().subscribe(Object.class, event -> {
            throw new IllegalStateException("on purpose");
        });
        ActorRef<Script<?>> listener = system.spawn("listener", Script.syncActor());
        in(
                listener,
                context -> context.subscribe(Stopped.class, stopped -> {
                    throw new IllegalStateException("on purpose");
                }));
        in(listener, context -> context.subscribe(Stopped.class, stopped -> say("heard")));

        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        crash(actor);
        settle(actor);
        system.stopAndWait(actor);
        actor.tell(say("late"));

        probe.expect("heard");
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
        assertReply(listener.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void anActorWithAFullMailboxThatHearsOfDeadLettersMakesNoMoreOfThem() {
        Gate gate = new Gate();
        ActorRef<Script<?>> listener =
                system.spawn("listener", Script.syncActor().mailbox(Mailboxes.bounded(1)));
        in(listener, context -> context.subscribe(DeadLetter.class, letter -> say("heard")));
        ActorRef<Script<?>> gone = system.spawn("gone", Script.syncActor());
        system.stopAndWait(gone);
        listener.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        IntStream.range(0, 10).forEach(i -> gone.tell(say("late")));

        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(10);
        assertThat(system.deadLetters(Reason.FULL))
                .as("what was refused is counted")
                .isEqualTo(9);
        gate.open();
        probe.expect("heard");
    }

    /** What a subscriber to dead letters sends to a dead actor is one more, of which it must not hear without end. */
    @Test
    void aSubscriberToDeadLettersThatTellsADeadActorDoesNotGoRoundInCircles() {
        AtomicInteger heard = new AtomicInteger();
        ActorRef<Object> gone = system.spawn("gone", probe.behavior());
        system.stopAndWait(gone);
        system.actors().events().subscribe(DeadLetter.class, letter -> {
            heard.incrementAndGet();
            gone.tell(letter);
        });

        gone.tell("late");

        assertThat(heard.get()).isBetween(1, 2);
        assertThat(system.deadLetters(Reason.STOPPED)).isBetween(2L, 3L);
    }

    @Test
    void theLatestDeadLettersAreRememberedOldestFirst() {
        ActorRef<Object> gone = system.spawn("gone", probe.behavior());
        system.stopAndWait(gone);
        assertThat(system.actors().recentDeadLetters()).isEmpty();

        for (int i = 0; i < 7; i++) {
            gone.tell(i);
        }
        assertThat(system.actors().recentDeadLetters())
                .extracting(DeadLetter::message)
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
        for (int i = 7; i < 35; i++) {
            gone.tell(i);
        }

        assertThat(system.actors().recentDeadLetters())
                .extracting(DeadLetter::message)
                .containsExactly(25, 26, 27, 28, 29, 30, 31, 32, 33, 34);
        assertThat(system.actors().recentDeadLetters())
                .allMatch(letter -> letter.receiver().equals(gone.path()) && letter.reason() == Reason.STOPPED);
    }

    @Test
    void theListIsOfItsMoment() {
        ActorRef<Object> gone = system.spawn("gone", probe.behavior());
        system.stopAndWait(gone);
        gone.tell("one");
        List<DeadLetter> before = system.actors().recentDeadLetters();

        gone.tell("two");

        assertThat(before).hasSize(1);
    }

    @Test
    void aSystemThatRemembersNoneOnlyCounts() {
        try (TestSystem forgetful = TestSystem.on(engine)
                .with(options -> options.withRecentDeadLetters(0))
                .open()) {
            ActorRef<Object> gone = forgetful.spawn("gone", probe.behavior());
            forgetful.stopAndWait(gone);

            gone.tell("late");

            assertThat(forgetful.actors().recentDeadLetters()).isEmpty();
            assertThat(forgetful.deadLetters(Reason.STOPPED)).isOne();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystemOptions.defaults().withRecentDeadLetters(-1));
    }

    @Test
    void manyThreadsMayAddToThemAtOnce() {
        ActorRef<Object> gone = system.spawn("gone", probe.behavior());
        system.stopAndWait(gone);

        IntStream.range(0, 4)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 2_000).forEach(i -> {
                            gone.tell(i);
                            assertThat(system.actors().recentDeadLetters()).hasSizeLessThanOrEqualTo(10);
                        }),
                        task -> new Thread(task).start()))
                .toList()
                .forEach(Waiting::reply);

        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(8_000);
        assertThat(system.actors().recentDeadLetters()).hasSize(10);
    }
}

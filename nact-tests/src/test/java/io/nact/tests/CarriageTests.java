package io.nact.tests;

import static io.nact.tests.Script.in;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.ContextPropagation;
import io.nact.event.ActorEvent;
import io.nact.supervision.Directive;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sender's thread carries goes with the message wherever it goes, and nowhere else. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class CarriageTests {

    private static final String NOBODY = "nobody";

    /** A user that no thread can be made to carry. */
    private static final String UNBEARABLE = "unbearable";

    private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    private final Probe<String> probe = new Probe<>();

    CarriageTests(Engines engine) {
        system = TestSystem.on(engine).with(clock).with(options -> options.withContextPropagation(new User()));
    }

    @AfterEach
    void logOut() {
        USER.remove();
    }

    private static final class User implements ContextPropagation {

        @Override
        public @Nullable Object capture() {
            return USER.get();
        }

        @Override
        public void run(@Nullable Object captured, Runnable task) {
            if (UNBEARABLE.equals(captured)) {
                throw new IllegalStateException(UNBEARABLE);
            }
            String before = USER.get();
            set((String) captured);
            try {
                task.run();
            } finally {
                set(before);
            }
        }

        private static void set(@Nullable String user) {
            if (user == null) {
                USER.remove();
            } else {
                USER.set(user);
            }
        }
    }

    private static String user() {
        String user = USER.get();
        return user == null ? NOBODY : user;
    }

    private static Script<String> whoAsks() {
        return Script.reply(context -> user());
    }

    private Script<Object> noteUser() {
        return Script.run(context -> probe.saw(user()));
    }

    private ActorRef<Script<?>> actor(String name) {
        return system.spawn(name, Script.actor());
    }

    @Test
    void goesWithWhatIsToldAskedTriedAndOffered() {
        ActorRef<Script<?>> actor = actor("actor");
        USER.set("ann");

        actor.tell(noteUser());
        actor.tryTell(noteUser());
        actor.offer(noteUser());
        assertReply(actor.ask(whoAsks())).isEqualTo("ann");

        probe.expect("ann", "ann", "ann");
        assertThat(user()).isEqualTo("ann");
    }

    @Test
    void isWhatItWasWhenTheMessageWasSent() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor("actor");
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        USER.set("ann");
        actor.tell(noteUser());
        USER.set("bob");
        actor.tell(noteUser());
        USER.remove();
        actor.tell(noteUser());
        gate.open();

        probe.expect("ann", "bob", NOBODY);
    }

    @Test
    void goesThroughSeveralActorsAndBackToWhatFollowsTheReply() {
        ActorRef<Script<?>> last = actor("last");
        ActorRef<Script<?>> first = actor("first");
        USER.set("ann");

        CompletableFuture<String> seen = first.ask(Script.async((request, context) -> last.ask(whoAsks())
                        .thenAccept(user -> context.replyTo(request).reply(user + " " + user()))))
                .thenApply(reply -> reply + " " + user());

        assertReply(seen.thenApplyAsync(reply -> reply + " " + user())).isEqualTo("ann ann ann ann");
    }

    @Test
    void anAskCompletesAlsoIfItCannotBeTakenAlong() {
        ActorRef<Script<?>> actor = actor("actor");
        USER.set(UNBEARABLE);

        CompletableFuture<String> asked = actor.ask(whoAsks());

        assertThat(asked)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingRootCause()
                .withMessage(UNBEARABLE);
    }

    @Test
    void goesWithAForwardedMessage() {
        ActorRef<Script<?>> last = actor("last");
        ActorRef<Script<?>> first = actor("first");
        USER.set("ann");

        assertReply(first.ask(Script.run(context -> context.forward(last, whoAsks()))))
                .isEqualTo("ann");
    }

    @Test
    void isKeptWithAStashedMessage() {
        AtomicBoolean ready = new AtomicBoolean();
        ActorRef<Script<?>> actor = actor("actor");
        Script<Object> stashed = Script.run(context -> {
            if (ready.get()) {
                probe.saw(user());
            } else {
                context.stash().add();
            }
        });
        USER.set("ann");
        actor.tell(stashed);
        USER.set("bob");

        in(actor, context -> {
            ready.set(true);
            context.stash().unstashAll();
        });

        probe.expect("ann");
    }

    @Test
    void goesWithWhatIsPipedToSelf() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = actor("actor");
        USER.set("ann");
        in(actor, context -> context.pipeToSelf(stage, (value, failure) -> noteUser()));
        USER.set("bob");

        stage.complete("value");

        probe.expect("ann");
    }

    @Test
    void isNotThatOfAnotherTurnIfAMessageIsPipedTooLate() {
        CompletableFuture<Runnable> pipe = new CompletableFuture<>();
        CompletableFuture<String> done = CompletableFuture.completedFuture("value");
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor("actor");
        USER.set("ann");
        actor.tell(
                Script.run(context -> pipe.complete(() -> context.pipeToSelf(done, (value, failure) -> noteUser()))));
        USER.set("bob");
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        USER.remove();

        pipe.join().run();
        gate.open();

        probe.expect(NOBODY);
    }

    @Test
    void isThereAgainWhenTheStageOfATurnHasCompleted() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.statefulAsync(Integer.class, 0, (count, message, context) -> stage.thenApply(value -> 1))
                        .afterStop((state, context) -> probe.saw(user())));
        USER.set("ann");
        actor.tell(1);
        USER.set("bob");
        stage.complete("value");

        system.stopAndWait(actor);

        probe.expect(NOBODY);
    }

    @Test
    void timersAndTheStartHaveNone() {
        USER.set("ann");
        ActorRef<Script<?>> actor = system.spawn("actor", Behaviors.setup(context -> {
            probe.saw(user());
            return Script.actor();
        }));
        in(actor, context -> context.timers().startSingle("key", noteUser(), Duration.ofSeconds(1)));

        clock.advance(Duration.ofSeconds(1));

        probe.expect(NOBODY, NOBODY);
    }

    @Test
    void aCrashIsToldOfWithWhatTheSenderCarried() {
        system.actors().events().subscribe(ActorEvent.Crashed.class, crash -> probe.saw("crash of " + user()));
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> {
            probe.saw("decided by " + user());
            return Directive.RESUME;
        }));
        USER.set("ann");

        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));

        probe.expect("crash of ann", "decided by " + NOBODY);
    }

    @Test
    void whatAHandlerLeavesBehindIsNotThereForTheNext() {
        ActorRef<Script<?>> actor = actor("actor");

        in(actor, context -> USER.set("careless"));

        assertReply(actor.ask(whoAsks())).isEqualTo(NOBODY);
    }

    @Test
    void tenThousandUsersNeverSeeOneAnother() throws InterruptedException {
        int users = 10_000;
        CountDownLatch handled = new CountDownLatch(2 * users);
        Queue<String> mistaken = new ConcurrentLinkedQueue<>();
        ActorRef<String> inner = system.spawn(
                "inner", Behaviors.stateless(String.class, (expected, context) -> note(expected, mistaken, handled)));
        ActorRef<String> outer = system.spawn("outer", Behaviors.stateless(String.class, (expected, context) -> {
            note(expected, mistaken, handled);
            inner.tell(expected);
        }));

        for (int i = 0; i < users; i++) {
            String user = i % 3 == 0 ? NOBODY : "user-" + i;
            if (i % 3 == 0) {
                USER.remove();
            } else {
                USER.set(user);
            }
            outer.tell(user);
        }

        assertThat(handled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(mistaken).isEmpty();
    }

    private static void note(String expected, Queue<String> mistaken, CountDownLatch handled) {
        if (!expected.equals(user())) {
            mistaken.add(user() + " instead of " + expected);
        }
        handled.countDown();
    }
}

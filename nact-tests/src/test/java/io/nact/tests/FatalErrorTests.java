package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An error of the JVM after which nothing can be relied on stops the system; other errors are crashes like any. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class FatalErrorTests {

    @RegisterExtension
    final Logged logged = new Logged();

    @RegisterExtension
    final TestSystem system;

    FatalErrorTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private static Script<Object> failing(Throwable failure) {
        return new Script<>((request, context) -> {
            throw sneaky(failure);
        });
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(Throwable failure) throws X {
        throw (X) failure;
    }

    private void expectEnd(Error error) {
        await("the end of the system").until(() -> system.live() == 0);
        assertThat(system.actors().isRunning()).isFalse();
        assertThat(system.actors().fatalError()).containsSame(error);
        assertThat(logged.events())
                .filteredOn(event -> event.getLevel() == Level.ERROR && event.getThrowableProxy() != null)
                .anySatisfy(event -> assertThat(event.getThrowableProxy().getClassName())
                        .isEqualTo(error.getClass().getName()));
    }

    static List<Error> fatal() {
        return List.of(new OutOfMemoryError("on purpose"), new InternalError("on purpose"));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void theAskerGetsItAndTheSystemStops(Error error) {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME)));

        assertFailure(actor.ask(failing(error))).isSameAs(error);

        expectEnd(error);
        assertThat(logged.from(Level.ERROR))
                .anySatisfy(entry -> assertThat(entry).contains(actor.path().toString()));
    }

    @Test
    void itNeedsNoAsker() {
        Error error = new OutOfMemoryError("on purpose");

        system.spawn("actor", Script.syncActor()).tell(failing(error));

        expectEnd(error);
    }

    @Test
    void allWhoWaitLearnThatTheSystemStops() {
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());
        CompletableFuture<Object> inHand = other.ask(Script.async((request, context) -> {
            context.replyTo(request);
            return null;
        }));
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        Error error = new OutOfMemoryError("on purpose");
        actor.tell(failing(error));
        CompletableFuture<Integer> waiting = actor.ask(Script.reply(context -> 1));

        gate.open();

        assertFailure(inHand).isInstanceOf(ActorException.class);
        assertFailure(waiting).isInstanceOf(ActorException.class);
        expectEnd(error);
    }

    @Test
    void itMayComeFromAStage() {
        Error error = new OutOfMemoryError("on purpose");
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        assertFailure(actor.ask(Script.async((request, context) ->
                        CompletableFuture.failedFuture(error).thenApply(x -> x))))
                .isSameAs(error);

        expectEnd(error);
    }

    @Test
    void itMayComeFromOneOfSeveralTurns() {
        Error error = new OutOfMemoryError("on purpose");
        ActorRef<Script<?>> actor = system.spawn(
                "actor", Behaviors.<Script<?>>statelessAsync(Script::follow).concurrency(2));

        assertFailure(actor.ask(failing(error))).isSameAs(error);

        expectEnd(error);
    }

    @Test
    void itMayComeFromAStart() {
        Error error = new OutOfMemoryError("on purpose");

        system.spawn("actor", Behaviors.statefulFrom(context -> sneakily(error), (count, message, context) -> count));

        expectEnd(error);
    }

    @Test
    void itMayComeFromAPolicy() {
        Error error = new OutOfMemoryError("on purpose");
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().onCrash(crash -> {
            throw error;
        }));

        actor.tell(failing(new IllegalStateException("on purpose")));

        expectEnd(error);
    }

    @Test
    void itMayComeFromALastTurn() {
        Error error = new OutOfMemoryError("on purpose");
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().afterStop((count, context) -> {
            throw error;
        }));

        system.stopAndWait(actor);

        expectEnd(error);
    }

    @Test
    void theFirstIsTheOneThatIsRemembered() {
        Error first = new OutOfMemoryError("first");
        Gate gate = new Gate();
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());
        CompletableFuture<Object> ask = other.ask(new Script<>((request, context) -> {
            gate.pass();
            throw new OutOfMemoryError("second");
        }));
        gate.awaitReached();
        system.spawn("actor", Script.actor()).tell(failing(first));
        await().until(() -> system.actors().fatalError().isPresent());
        gate.open();

        assertFailure(ask).hasMessage("second");
        expectEnd(first);
    }

    static List<Error> ordinary() {
        return List.of(
                new StackOverflowError(),
                new NoClassDefFoundError("on purpose"),
                new ExceptionInInitializerError("on purpose"),
                new AssertionError("on purpose"));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void othersAreCrashesLikeAny(Error error) {
        Probe<Throwable> crashes = new Probe<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().onCrash(crash -> {
            crashes.saw(crash.cause());
            return Directive.RESUME;
        }));

        assertFailure(actor.ask(failing(error))).isSameAs(error);

        crashes.expect(error);
        assertGoesOn(actor);
    }

    @Test
    void aHandlerWithoutEndIsACrashLikeAny() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESET)));

        for (int i = 0; i < 3; i++) {
            assertFailure(actor.ask(Script.reply(context -> endless(1)))).isInstanceOf(StackOverflowError.class);
        }

        assertGoesOn(actor);
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    private static int sneakily(Error error) {
        throw error;
    }

    private void assertGoesOn(ActorRef<Script<?>> actor) {
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertThat(system.actors().isRunning()).isTrue();
        assertThat(system.actors().fatalError()).isEmpty();
    }
}

package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class CallTests {

    private static final Duration SHORT = Duration.ofMillis(100);

    private record Get() implements Request<Integer> {}

    private final Engines engine;

    @RegisterExtension
    final TestSystem system;

    CallTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine);
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
    }

    @Test
    void returnsTheReply() {
        String reply = actor().call(Script.reply(context -> "hello"));

        assertThat(reply).isEqualTo("hello");
    }

    @Test
    void returnsTheReplyOfABusyActor() {
        ActorRef<Script<?>> actor = actor();
        Gate gate = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        CompletableFuture<String> reply = onAThread(() -> actor.call(Script.reply(context -> "answered")));
        assertThat(reply).isNotDone();

        gate.open();

        assertReply(reply).isEqualTo("answered");
    }

    @Test
    void returnsTheReplyThatAStageLedTo() {
        ActorRef<Script<?>> actor = system.spawn("asynchronous", Script.actor());

        String reply = actor.call(Script.async((request, context) ->
                CompletableFuture.supplyAsync(() -> "late").thenAccept(context.replyTo(request)::reply)));

        assertThat(reply).isEqualTo("late");
    }

    @Test
    void throwsAnUncheckedExceptionOfTheHandlerAsItIs() {
        IllegalStateException cause = new IllegalStateException("on purpose");

        Throwable thrown = catchThrowable(() -> actor().call(Script.run(context -> {
            throw cause;
        })));

        assertThat(thrown).isSameAs(cause);
    }

    @Test
    void throwsAnErrorOfTheHandlerAsItIs() {
        AssertionError cause = new AssertionError("on purpose");

        Throwable thrown = catchThrowable(() -> actor().call(Script.run(context -> {
            throw cause;
        })));

        assertThat(thrown).isSameAs(cause);
    }

    @Test
    void throwsACheckedExceptionOfTheHandlerAsACause() {
        IOException cause = new IOException("on purpose");

        Throwable thrown = catchThrowable(() -> actor().call(Script.run(context -> {
            throw cause;
        })));

        assertThat(thrown).isInstanceOf(ActorException.class).cause().isSameAs(cause);
    }

    @Test
    void leavesTheActorToItsPolicyAfterAFailure() {
        ActorRef<Script<?>> actor = system.spawn("stopping", Script.syncActor());

        assertThatIllegalStateException()
                .isThrownBy(() -> actor.call(Script.run(context -> {
                    throw new IllegalStateException("on purpose");
                })));

        assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> actor.call(Script.reply(context -> 1)));
    }

    @Test
    void failsAsAnAskDoes() {
        ActorRef<Script<?>> full = system.spawn("full", Script.actor().mailbox(Mailboxes.bounded(1)));
        Gate gate = new Gate();
        full.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        full.tell(Script.run(context -> {}));
        ActorRef<Script<?>> stopped = system.spawn("stopped", Script.actor());
        system.stopAndWait(stopped);
        ActorRef<Object> silent = system.spawn("silent", Behaviors.stateless((message, context) -> {}));

        assertThatExceptionOfType(MailboxFullException.class).isThrownBy(() -> full.call(Script.reply(context -> 1)));
        gate.open();
        assertThatExceptionOfType(ActorStoppedException.class)
                .isThrownBy(() -> stopped.call(Script.reply(context -> 1)));
        assertThatExceptionOfType(NoReplyException.class).isThrownBy(() -> silent.call(new Get()));
        assertThatExceptionOfType(UnhandledMessageException.class)
                .isThrownBy(() -> actor().call(new Get()))
                .withMessageContaining("Get");
    }

    @Test
    void failsWithATimeout() {
        ActorRef<Script<?>> actor = actor();

        assertThatExceptionOfType(AskTimeoutException.class)
                .isThrownBy(() -> actor.call(
                        new Script<>((request, context) -> {
                            context.replyTo(request);
                            return null;
                        }),
                        SHORT))
                .withMessageContaining(actor.path().toString());
    }

    @Test
    void failsWithATimeoutWhileTheActorIsBusyWithAnother() {
        ActorRef<Script<?>> actor = actor();
        Gate gate = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        assertThatExceptionOfType(AskTimeoutException.class)
                .isThrownBy(() -> actor.call(Script.reply(context -> 1), SHORT));

        gate.open();
    }

    @Test
    void needsATimeoutThatIsPositive() {
        ActorRef<Script<?>> actor = actor();

        assertThatIllegalArgumentException().isThrownBy(() -> actor.call(Script.reply(context -> 1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> actor.call(Script.reply(context -> 1), SHORT.negated()));
    }

    @Test
    void isRefusedInATurnOnThreadsThatMustNotBlockAndFreeOnOthers() {
        ActorRef<Script<?>> back = system.spawn("back", Script.actor());
        ActorRef<Script<?>> front = actor();
        Script<String> callsOn = Script.reply(context -> back.call(Script.reply(inner -> "from the back")));

        CompletableFuture<String> reply = front.ask(callsOn);

        if (engine == Engines.POOL) {
            assertFailure(reply).isInstanceOf(IllegalStateException.class).hasMessageContainingAll("call", "ask");
        } else {
            assertReply(reply).isEqualTo("from the back");
        }
    }

    /** The turn of an idle actor may run on the thread that calls it: that is no way around the rule. */
    @Test
    void isRefusedInATurnThatACallRuns() {
        ActorRef<Script<?>> back = system.spawn("back", Script.actor());
        ActorRef<Script<?>> front = actor();
        Script<String> callsOn = Script.reply(context -> back.call(Script.reply(inner -> "from the back")));

        if (engine == Engines.POOL) {
            assertThatIllegalStateException().isThrownBy(() -> front.call(callsOn));
        } else {
            String reply = front.call(callsOn);
            assertThat(reply).isEqualTo("from the back");
        }
        String again = front.call(Script.reply(context -> "the thread is free again"));
        assertThat(again).isEqualTo("the thread is free again");
    }

    @Test
    void isRefusedBeforeTheSystemHasStarted() {
        try (TestSystem later = TestSystem.on(engine).notStarted().open()) {
            ActorRef<Script<?>> actor = later.spawn("actor", Script.actor());

            assertThatThrownBy(() -> actor.call(Script.reply(context -> 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("start");

            later.actors().start();
            Integer reply = actor.call(Script.reply(context -> 1));
            assertThat(reply).isEqualTo(1);
        }
    }

    @Test
    void endsWhenItsThreadIsInterruptedWhichItStays() throws Exception {
        ActorRef<Script<?>> actor = actor();
        Gate gate = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            thrown.complete(catchThrowable(() -> actor.call(Script.reply(context -> 1))));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();

        caller.interrupt();

        assertReply(thrown).isInstanceOf(ActorException.class);
        assertReply(interrupted).isEqualTo(true);
        gate.open();
        caller.join();
    }

    @Test
    void mayComeFromManyThreadsAtOnce() {
        ActorRef<Script<?>> actor = actor();
        int[] count = {0};
        List<CompletableFuture<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(onAThread(() -> {
                int last = 0;
                for (int call = 0; call < 500; call++) {
                    int next = actor.call(Script.reply(context -> ++count[0]));
                    assertThat(next).isGreaterThan(last);
                    last = next;
                }
                return last;
            }));
        }

        assertThat(callers).extracting(Waiting::reply).contains(8 * 500);
    }

    @Test
    void leavesWhatWaitsToTheDispatcher() {
        ActorRef<Script<?>> actor = actor();
        Probe<String> probe = new Probe<>();
        Thread caller = Thread.currentThread();

        String reply = actor.call(Script.reply(context -> {
            for (int i = 0; i < 100; i++) {
                context.self()
                        .tell(Script.run(
                                inner -> probe.saw(Thread.currentThread() == caller ? "caller" : "dispatcher")));
            }
            return "first";
        }));

        assertThat(reply).isEqualTo("first");
        assertThat(probe.next(100)).containsOnly("dispatcher");
    }

    private static <T> CompletableFuture<T> onAThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }
}

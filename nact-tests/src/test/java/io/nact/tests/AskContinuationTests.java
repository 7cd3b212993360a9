package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ReplyRef;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is chained to an ask runs on the dispatcher, after the replier's turn and outside its exclusivity. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AskContinuationTests {

    private static final Duration SHORT = Duration.ofMillis(100);

    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    AskContinuationTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void runsOnThreadsOfTheDispatcherAndOnNoOthers() {
        ActorRef<Script<?>> actor = actor();
        Gate gate = new Gate();
        CompletableFuture<String> ask = actor.ask(Script.reply(context -> {
            gate.pass();
            return "reply";
        }));
        ask.thenAccept(this::threadOf);
        ask.thenAcceptAsync(this::threadOf);
        ask.thenApply(reply -> reply).thenAccept(this::threadOf);
        ask.thenApply(reply -> reply).thenAcceptAsync(this::threadOf);
        ask.thenApplyAsync(reply -> reply).thenAcceptAsync(this::threadOf);
        ask.handleAsync((reply, failure) -> reply).thenAccept(this::threadOf);
        ask.copy().thenAcceptAsync(this::threadOf);
        gate.open();

        assertThat(probe.next(7))
                .allSatisfy(thread -> assertThat((String) thread).startsWith(system.threadPrefix()));
    }

    @Test
    void runsOnThreadsOfTheDispatcherEvenIfTheReplyComesFromElsewhere() throws Exception {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<ReplyRef<String>> kept = new CompletableFuture<>();
        CompletableFuture<String> ask = actor.ask(new Script<>((request, context) -> {
            kept.complete(context.replyTo(request));
            return null;
        }));
        ask.thenAccept(this::threadOf);

        ReplyRef<String> replyTo = Waiting.reply(kept);
        Thread elsewhere = new Thread(() -> replyTo.reply("reply"), "elsewhere");
        elsewhere.start();

        assertThat((String) probe.next()).startsWith(system.threadPrefix());
        elsewhere.join();
    }

    @Test
    void runsOnThreadsOfTheDispatcherAfterATimeoutAndAStop() {
        ActorRef<Script<?>> actor = actor();
        actor.<Integer>ask(AskContinuationTests.neverAnswered(), SHORT).exceptionally(failure -> {
            threadOf(failure);
            return null;
        });
        assertThat((String) probe.next()).startsWith(system.threadPrefix());

        Gate gate = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        actor.ask(Script.reply(context -> 1), LONG).exceptionally(failure -> {
            threadOf(failure);
            return null;
        });
        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();

        assertThat((String) probe.next()).startsWith(system.threadPrefix());
        Waiting.reply(stopped);
    }

    @Test
    void runsAfterTheRepliersTurn() {
        ActorRef<Script<?>> actor = actor();
        AtomicBoolean turnEnded = new AtomicBoolean();
        Gate gate = new Gate();
        CompletableFuture<String> ask = actor.ask(new Script<>((request, context) -> {
            gate.pass();
            context.replyTo(request).reply("reply");
            await().during(Duration.ofMillis(30)).until(() -> true);
            turnEnded.set(true);
            return null;
        }));
        CompletableFuture<Boolean> ended = ask.thenApply(reply -> turnEnded.get());
        gate.open();

        assertReply(ended).isEqualTo(true);
    }

    @Test
    void doesNotHoldTheReplier() {
        ActorRef<Script<?>> actor = actor();
        Gate turn = new Gate();
        Gate continuation = new Gate();
        actor.ask(Script.reply(context -> {
                    turn.pass();
                    return "reply";
                }))
                .thenAccept(reply -> continuation.pass());
        turn.open();
        continuation.awaitReached();

        assertReply(actor.ask(Script.reply(context -> "answered"))).isEqualTo("answered");
        continuation.open();
    }

    @Test
    void mayCallTheReplierWithoutADeadlock() {
        ActorRef<Script<?>> actor = actor();
        Gate gate = new Gate();
        CompletableFuture<String> second = actor.ask(Script.reply(context -> {
                    gate.pass();
                    return "first";
                }))
                .thenApply(reply -> actor.call(Script.reply(context -> reply + ", second")));
        gate.open();

        assertReply(second).isEqualTo("first, second");
    }

    @Test
    void mayAskTheReplierAgainAndAgain() {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<Integer> chain = CompletableFuture.completedFuture(0);
        for (int i = 0; i < 1_000; i++) {
            chain = chain.thenCompose(count -> actor.ask(Script.reply(context -> count + 1)));
        }

        assertReply(chain).isEqualTo(1_000);
    }

    @Test
    void mayBeAsDeepAsItLikes() {
        ActorRef<Script<?>> actor = actor();

        assertReply(askAgain(actor, 20_000)).isEqualTo(0);
    }

    private CompletableFuture<Integer> askAgain(ActorRef<Script<?>> actor, int left) {
        return actor.ask(Script.reply(context -> left - 1))
                .thenCompose(next -> next == 0 ? CompletableFuture.completedFuture(0) : askAgain(actor, next));
    }

    @Test
    void mayThrowWithoutHarm() {
        ActorRef<Script<?>> actor = actor();
        Gate gate = new Gate();
        actor.ask(Script.reply(context -> {
                    gate.pass();
                    return "reply";
                }))
                .thenAccept(reply -> {
                    throw new IllegalStateException("a continuation that throws, on purpose");
                });
        gate.open();

        assertReply(actor.ask(Script.reply(context -> "unharmed"))).isEqualTo("unharmed");
    }

    private void threadOf(Object ignored) {
        probe.saw(Thread.currentThread().getName());
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.actor());
    }

    private static <R> Script<R> neverAnswered() {
        return new Script<>((request, context) -> {
            context.replyTo(request);
            return null;
        });
    }
}

package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.event.DeadLetter.Reason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancelling what is chained to an ask takes the ask's message back, unless somebody else depends on the reply. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AskCancelTests {

    @RegisterExtension
    final TestSystem system;

    private final Gate gate = new Gate();

    private ActorRef<Script<?>> busy;

    AskCancelTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @BeforeEach
    void keepTheActorBusy() {
        busy = system.spawn("busy", Script.actor());
        busy.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
    }

    @Test
    void aChainedStageCancelsTheAsk() {
        CompletableFuture<Integer> ask = ask();

        assertThat(ask.thenApply(reply -> reply + 1).cancel(true)).isTrue();

        assertTakenBack(ask);
    }

    @Test
    void theEndOfAChainCancelsAllOfIt() {
        CompletableFuture<Integer> ask = ask();
        CompletableFuture<Integer> middle = ask.handle((reply, failure) -> reply);
        CompletableFuture<Void> end = middle.thenAcceptAsync(reply -> {});

        end.cancel(true);

        assertFailure(middle).isInstanceOf(CancellationException.class);
        assertTakenBack(ask);
    }

    @Test
    void aCopyIsForWhomeverItIsGivenTo() {
        CompletableFuture<Integer> ask = ask();

        ask.copy().cancel(true);
        ask.copy().thenApply(reply -> reply + 1).cancel(true);
        gate.open();

        assertReply(ask).isEqualTo(1);
    }

    @Test
    void aChainMayBeLongerThanAStackIsDeep() {
        CompletableFuture<Integer> ask = ask();
        CompletableFuture<Integer> end = ask;
        for (int i = 0; i < 20_000; i++) {
            end = end.thenApply(reply -> reply + 1);
        }

        end.cancel(true);

        assertTakenBack(ask);
    }

    @Test
    void anotherStageThatIsChainedToTheAskKeepsIt() {
        CompletableFuture<Integer> ask = ask();
        CompletableFuture<Integer> other = ask.thenApply(reply -> reply + 1);

        CompletableFuture<Integer> cancelled = ask.thenApply(reply -> reply + 2);
        assertThat(cancelled.cancel(true)).isTrue();
        gate.open();

        assertReply(other).isEqualTo(2);
        assertFailure(cancelled).isInstanceOf(CancellationException.class);
    }

    @Test
    void anotherStageHalfWayUpKeepsTheAskToo() {
        CompletableFuture<Integer> middle = ask().thenApply(reply -> reply + 1);
        CompletableFuture<Object> other = CompletableFuture.anyOf(middle);

        middle.thenApply(reply -> reply + 1).cancel(true);
        gate.open();

        assertReply(other).isEqualTo(2);
    }

    @Test
    void whatIsComposedCancelsTheAskThatIsUnderWay() {
        CompletableFuture<Integer> first = ask();
        CompletableFuture<Integer> composed = first.thenCompose(reply -> ask());

        composed.cancel(true);

        assertTakenBack(first);
    }

    @Test
    void whatIsComposedCancelsTheSecondAskOnceTheFirstIsAnswered() {
        ActorRef<Script<?>> free = system.spawn("free", Script.actor());
        CompletableFuture<CompletableFuture<Integer>> second = new CompletableFuture<>();
        CompletableFuture<Integer> composed = free.ask(Script.reply(context -> 0))
                .thenCompose(reply -> {
                    CompletableFuture<Integer> asked = ask();
                    second.complete(asked);
                    return asked;
                });
        CompletableFuture<Integer> end = composed.thenApply(reply -> reply + 1);
        CompletableFuture<Integer> ask = Waiting.reply(second);
        await().until(() -> ask.getNumberOfDependents() == 1);

        end.cancel(true);

        assertTakenBack(ask);
    }

    @Test
    void aStageThatHasItsReplyHasNothingToCancel() {
        CompletableFuture<Integer> ask = ask();
        CompletableFuture<Integer> chained = ask.thenApply(reply -> reply + 1);
        gate.open();

        assertReply(chained).isEqualTo(2);

        assertThat(chained.cancel(true)).isFalse();
        assertReply(ask).isEqualTo(1);
    }

    @Test
    void aChainedStageThatFailsOtherwiseLeavesTheAskAlone() {
        CompletableFuture<Integer> ask = ask();
        CompletableFuture<Integer> chained = ask.thenApply(reply -> reply + 1);

        chained.completeExceptionally(new CompletionException("given up", null));
        gate.open();

        assertReply(ask).isEqualTo(1);
    }

    private CompletableFuture<Integer> ask() {
        return busy.ask(Script.reply(context -> 1));
    }

    private void assertTakenBack(CompletableFuture<Integer> ask) {
        assertFailure(ask).isInstanceOf(CancellationException.class);
        CompletableFuture<String> next = busy.ask(Script.reply(context -> "next"));
        gate.open();
        assertReply(next).isEqualTo("next");
        assertThat(system.deadLetters(Reason.CANCELLED)).isOne();
    }
}

package io.nact.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter;
import io.nact.system.ActorSystems;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A component as a live actor. */
class ComponentActorTests {

    private final ActorSystem system = ActorSystems.start("components");

    @AfterEach
    void stop() {
        system.close();
    }

    record Add(int amount) implements Request<Integer> {}

    record AddLater(CompletableFuture<Integer> amount) implements Request<Integer> {}

    record Wait() implements Request<Void> {}

    record Release() implements Request<Void> {}

    record Fail() implements Request<String> {}

    static class Counter {
        private int count;

        private ReplyRef<Void> waiting;

        @Receive
        int add(Add message) {
            count += message.amount();
            return count;
        }

        @Receive
        CompletionStage<Integer> addLater(AddLater message) {
            return message.amount().thenApply(amount -> count += amount);
        }

        @Receive
        void wait(Wait message, ActorContext<?> context) {
            waiting = context.replyTo(message);
        }

        @Receive
        void release(Release message, ActorContext<?> context) {
            waiting.reply(null);
        }

        @Receive
        String fail(Fail message) throws IOException {
            throw new IOException("as it is");
        }
    }

    private final ActorRef<Object> counter =
            system.spawn("counter", Component.of(Counter.class, Object.class).behavior(context -> new Counter()));

    @Test
    void answersInOrderAndWaitsForTheStageOfATurn() {
        CompletableFuture<Integer> amount = new CompletableFuture<>();
        CompletableFuture<Integer> later = counter.ask(new AddLater(amount));
        CompletableFuture<Integer> last = counter.ask(new Add(1));
        assertThat(later).isNotDone();
        amount.complete(10);
        assertThat(later.join()).isEqualTo(10);
        assertThat(last.join()).isEqualTo(11);
    }

    @Test
    void answersARequestOfNothingAtTheEndOfTheTurnUnlessTheHandlerTookTheDutyOver() {
        CompletableFuture<Void> waiting = counter.ask(new Wait());
        assertThat(counter.ask(new Add(1)).join()).isEqualTo(1);
        assertThat(waiting).isNotDone();
        counter.ask(new Release()).join();
        assertThat(waiting.join()).isNull();
    }

    @Test
    void answersWithTheHandlersOwnExceptionAndKeepsItsState() {
        counter.ask(new Add(1)).join();
        assertThatThrownBy(counter.ask(new Fail())::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("as it is");
        assertThat(counter.ask(new Add(1)).join()).isEqualTo(2);
    }

    @Test
    void countsAMessageThatNoHandlerTakesAsUnhandled() {
        counter.tell("foreign");
        counter.ask(new Add(1)).join();
        assertThat(system.deadLetters(DeadLetter.Reason.UNHANDLED)).isEqualTo(1);
    }

    @Test
    void refusesAMessageOutsideTheProtocolAtTheSend() {
        class Adder {
            @Receive
            int add(Add message) {
                return message.amount();
            }
        }
        ActorRef<?> adder = system.spawn(Component.of(Adder.class).behavior(context -> new Adder()));
        assertThatThrownBy(adder.ask(new Fail())::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UnhandledMessageException.class);
    }
}

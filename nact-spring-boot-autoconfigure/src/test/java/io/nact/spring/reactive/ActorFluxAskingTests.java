package io.nact.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.event.DeadLetter.Reason;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class ActorFluxAskingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Next() implements Request<@Nullable Integer> {}

    private final ActorSystem system = ActorSystems.start("asking", SystemOptions.defaults());

    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void asksOnceForEachElementThatIsDemanded() {
        Flux<Integer> numbers = ActorFlux.asking(numbersUpTo(100), this::next);

        StepVerifier.create(numbers, 0)
                .then(() -> assertThat(asked).hasValue(0))
                .thenRequest(1)
                .expectNext(1)
                .then(() -> assertThat(asked).hasValue(1))
                .thenRequest(3)
                .expectNext(2, 3, 4)
                .then(() -> assertThat(asked).hasValue(4))
                .thenCancel()
                .verify(PATIENCE);
        assertThat(asked).hasValue(4);
    }

    @Test
    void asksForTheNextOneWhenTheOneBeforeHasBeenAnswered() {
        List<CompletableFuture<Void>> turns = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        ActorRef<Next> actor = system.spawn("actor", Behaviors.statelessAsync(Next.class, (message, context) -> {
            var reply = context.replyTo(message);
            int turn = asked.get();
            return turns.get(turn - 1).thenRun(() -> reply.reply(turn));
        }));

        StepVerifier.create(ActorFlux.asking(actor, this::next), 2)
                .then(() -> assertThat(asked).hasValue(1))
                .then(() -> turns.get(0).complete(null))
                .expectNext(1)
                .then(() -> turns.get(1).complete(null))
                .expectNext(2)
                .thenCancel()
                .verify(PATIENCE);
        assertThat(asked).hasValue(2);
    }

    @Test
    void endsWithAReplyOfNull() {
        StepVerifier.create(ActorFlux.asking(numbersUpTo(3), this::next))
                .expectNext(1, 2, 3)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(asked).hasValue(4);
    }

    @Test
    void failsWithTheAskThatFails() {
        ActorRef<Next> actor =
                system.spawn("actor", Behaviors.stateless(Next.class, (message, context) -> context.replyTo(message)));

        StepVerifier.create(ActorFlux.asking(actor, this::next, Duration.ofMillis(50)))
                .expectError(AskTimeoutException.class)
                .verify(PATIENCE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void failsWithWhatTheRequestThrows() {
        StepVerifier.create(ActorFlux.<Integer>asking(numbersUpTo(1), () -> {
                    throw new IllegalStateException("no request");
                }))
                .expectErrorMessage("no request")
                .verify(PATIENCE);
    }

    @Test
    void takesRepliesThatAreThereAtOnceWithoutGoingDeeper() {
        int many = 100_000;
        Flux<Integer> numbers = Flux.create(sink -> new Asking<>(
                        () -> CompletableFuture.completedFuture(asked.incrementAndGet() <= many ? asked.get() : null),
                        sink)
                .start());

        StepVerifier.create(numbers).expectNextCount(many).expectComplete().verify(PATIENCE);
    }

    @Test
    void cancelsTheAskUnderWay() {
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        ActorRef<Next> actor = system.spawn("actor", Behaviors.stateful(Next.class, 0, (state, message, context) -> {
            free.await();
            handled.incrementAndGet();
            context.replyTo(message).reply(state + 1);
            return state + 1;
        }));
        actor.tell(new Next());
        await().until(() -> system.depth(actor) == 0);
        Disposable reader = ActorFlux.asking(actor, this::next).subscribe();
        assertThat(system.depth(actor)).isOne();

        reader.dispose();
        free.countDown();

        await().untilAsserted(
                        () -> assertThat(system.deadLetters(Reason.CANCELLED)).isOne());
        assertThat(handled).hasValue(1);
    }

    @Test
    void startsAnewForEachReader() {
        Flux<Integer> numbers = ActorFlux.asking(numbersUpTo(4), this::next).take(2);

        StepVerifier.create(numbers).expectNext(1, 2).expectComplete().verify(PATIENCE);
        StepVerifier.create(numbers).expectNext(3, 4).expectComplete().verify(PATIENCE);
    }

    @Test
    void goesAsFastAsItsSlowestReader() {
        // It keeps a tick that comes before the pair has asked for it, on the actor's thread.
        TestPublisher<Object> pace = TestPublisher.createCold();
        Flux<Integer> paced =
                ActorFlux.asking(numbersUpTo(100), this::next).zipWith(pace, 1).map(pair -> pair.getT1());

        StepVerifier.create(paced)
                .then(() -> pace.next("tick"))
                .expectNext(1)
                .then(() -> pace.next("tick"))
                .expectNext(2)
                .then(() -> assertThat(asked).hasValueLessThanOrEqualTo(4))
                .thenCancel()
                .verify(PATIENCE);
    }

    private Next next() {
        asked.incrementAndGet();
        return new Next();
    }

    private ActorRef<Next> numbersUpTo(int last) {
        return system.spawn("numbers", Behaviors.stateful(Next.class, 0, (count, message, context) -> {
            context.replyTo(message).reply(count < last ? count + 1 : null);
            return count + 1;
        }));
    }
}

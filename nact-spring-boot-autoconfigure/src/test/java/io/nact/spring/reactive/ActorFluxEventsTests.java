package io.nact.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ActorFluxEventsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Price(String article, int cents) {}

    private final ActorSystem system = ActorSystems.start("events", SystemOptions.defaults());

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void bringsEventsToAReaderThatKeepsUp() {
        StepVerifier.create(ActorFlux.events(system, Price.class))
                .then(() -> publish(new Price("chair", 1)))
                .expectNext(new Price("chair", 1))
                .then(() -> publish(new Price("chair", 2)))
                .expectNext(new Price("chair", 2))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void bringsOnlyWhatIsWanted() {
        Flux<Price> chairs =
                ActorFlux.events(system, Price.class, price -> price.article().equals("chair"));

        StepVerifier.create(chairs)
                .then(() -> publish(new Price("table", 1)))
                .then(() -> publish(new Price("chair", 2)))
                .expectNext(new Price("chair", 2))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void keepsTheLatestForASlowReaderAndNothingElse() {
        List<Integer> read = new ArrayList<>();
        StepVerifier.create(ActorFlux.events(system, Price.class).map(Price::cents), 0)
                .thenAwait()
                .then(() -> publishUpTo(100_000))
                .thenRequest(100)
                .recordWith(() -> read)
                .thenConsumeWhile(cents -> cents < 100_000)
                .expectNext(100_000)
                .then(() -> publish(new Price("chair", 100_001)))
                .expectNext(100_001)
                .thenCancel()
                .verify(PATIENCE);
        assertThat(read).hasSizeLessThanOrEqualTo(3).isSorted();
    }

    @Test
    void doesNotLoseAWantedEventToAnUnwantedOneThatIsLater() {
        Flux<Price> chairs =
                ActorFlux.events(system, Price.class, price -> price.article().equals("chair"));

        StepVerifier.create(chairs, 0)
                .then(() -> publish(new Price("chair", 1)))
                .then(() -> publish(new Price("table", 2)))
                .thenRequest(1)
                .expectNext(new Price("chair", 1))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void keepsNoPublisherWaitingForAReaderThatBlocks() throws Exception {
        Thread publisher = Thread.currentThread();
        List<Thread> readers = new ArrayList<>();
        StepVerifier.create(
                        ActorFlux.events(system, Price.class).doOnNext(price -> readers.add(Thread.currentThread())))
                .then(() -> publish(new Price("chair", 1)))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
        assertThat(readers).doesNotContain(publisher);
    }

    @Test
    void unsubscribesWhenItIsCancelled() {
        assertThat(system.events().wants(Price.class)).isFalse();
        BaseSubscriber<Price> reader = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }
        };
        ActorFlux.events(system, Price.class).subscribe(reader);
        assertThat(system.events().wants(Price.class)).isTrue();

        reader.cancel();

        assertThat(system.events().wants(Price.class)).isFalse();
    }

    private void publishUpTo(int last) {
        for (int cents = 1; cents <= last; cents++) {
            publish(new Price("chair", cents));
        }
    }

    private void publish(Price price) {
        system.events().publish(price);
    }
}

package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter;
import io.nact.event.EventBus;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTests {

    record PriceChanged(String article, double price) {}

    sealed interface BillMessage {}

    record NewPrice(String article, double price) implements BillMessage {}

    record Total() implements BillMessage, Request<Double> {}

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("events");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    @Test
    void anActorSubscribesToEventsOfAType() {
        Behavior<BillMessage> bill = Behaviors.setup(BillMessage.class, ctx -> {
            ctx.subscribe(PriceChanged.class, event -> new NewPrice(event.article(), event.price()));
            return Behaviors.stateful(0.0, (total, message, context) -> {
                if (message instanceof NewPrice price) {
                    return price.price();
                }
                context.replyTo((Total) message).reply(total);
                return total;
            });
        });
        ActorRef<BillMessage> ref = system.spawn("bill", bill);
        ref.call(new Total());

        system.events().publish(new PriceChanged("chair", 9.5));

        assertThat(ref.call(new Total())).isEqualTo(9.5);
    }

    @Test
    void soDoesAnyOtherCode() {
        List<ActorEvent> seen = new CopyOnWriteArrayList<>();
        EventBus.Subscription crashes = system.events().subscribe(ActorEvent.Crashed.class, crash -> seen.add(crash));
        ActorRef<Total> failing = system.spawn("failing", Behaviors.stateless(Total.class, (message, ctx) -> {
            throw new IllegalStateException("no prices");
        }));

        failing.tell(new Total());
        await().until(() -> !seen.isEmpty());
        crashes.close();

        assertThat(seen).hasSize(1).first().extracting(ActorEvent::actor).isEqualTo(failing.path());
    }

    @Test
    void deadLettersAreEvents() {
        List<DeadLetter> seen = new CopyOnWriteArrayList<>();
        system.events().subscribe(DeadLetter.class, letter -> seen.add(letter));
        ActorRef<Total> gone = system.spawn("gone", Behaviors.<Total>stateless(Total.class, (message, ctx) -> {}));
        system.stop(gone).join();

        gone.tell(new Total());

        assertThat(seen).containsExactly(new DeadLetter(gone.path(), new Total(), DeadLetter.Reason.STOPPED));
    }

    @Test
    void aTurnThatDoesNotEndIsReported() {
        CountDownLatch gate = new CountDownLatch(1);
        List<ActorEvent.Stuck> seen = new CopyOnWriteArrayList<>();
        SystemOptions options = SystemOptions.defaults().withStuckAfter(Duration.ofMillis(100));
        try (ActorSystem watched = ActorSystems.start("watched", options)) {
            watched.events().subscribe(ActorEvent.Stuck.class, stuck -> seen.add(stuck));
            ActorRef<Total> ref = watched.spawn("slow", Behaviors.stateless(Total.class, (message, ctx) -> {
                gate.await();
            }));

            ref.tell(new Total());

            await().until(() -> !seen.isEmpty());
            gate.countDown();
            assertThat(seen.get(0).actor()).isEqualTo(ref.path());
            assertThat(seen.get(0).message()).isEqualTo("Total");
            assertThat(seen.get(0).stack()).isNotEmpty();
        }
    }
}

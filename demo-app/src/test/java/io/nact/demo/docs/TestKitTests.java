package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.DeadLetter.Reason;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ActorTestKitExtension;
import io.nact.testkit.BehaviorTester;
import io.nact.testkit.Effect;
import io.nact.testkit.LogCapture;
import io.nact.testkit.ManualTime;
import io.nact.testkit.Simulation;
import io.nact.testkit.SimulationError;
import io.nact.testkit.TestProbe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.event.Level;

@ExtendWith(ActorTestKitExtension.class)
class TestKitTests {

    record Order(String item, ActorRef<String> customer) {}

    static Behavior<Order> shop() {
        return Behaviors.stateless((order, ctx) -> {
            ctx.log().info("Sold {}", order.item());
            order.customer().tell("Here is your " + order.item());
        });
    }

    @Test
    void sellsWhatIsOrdered(ActorTestKit kit, TestProbe<String> customer) {
        ActorRef<Order> shop = kit.spawn("shop", shop());

        shop.tell(new Order("lamp", customer.ref()));
        customer.expectMessage("Here is your lamp");
        customer.expectNoMessage();

        kit.stop(shop);
        shop.tell(new Order("chair", customer.ref()));
        kit.deadLetters().expect(1, Order.class, Reason.STOPPED);
    }

    @Test
    void logsWhatItSells(ActorTestKit kit, TestProbe<String> customer) {
        try (LogCapture log = LogCapture.ofActor("shop")) {
            kit.spawn("shop", shop()).tell(new Order("lamp", customer.ref()));
            log.expect(Level.INFO, "Sold lamp");
        }
    }

    record Price(String item) implements Request<Integer> {}

    @Test
    void asksForThePrice(TestProbe<Price> prices) {
        CompletableFuture<Integer> answer = prices.ref().ask(new Price("lamp"));

        prices.replyTo(prices.receive()).reply(42);

        assertThat(answer).succeedsWithin(Duration.ofSeconds(3)).isEqualTo(42);
    }

    @Test
    void closesAfterAQuietHour(ActorTestKit kit, ManualTime time, TestProbe<String> probe) {
        Behavior<String> closing = Behaviors.<String>stateless((message, ctx) -> {})
                .afterStop(ctx -> probe.ref().tell("closed"))
                .shutdownAfter(Duration.ofHours(1));
        kit.spawn("shop", closing);

        kit.settle();
        time.advance(Duration.ofHours(2));
        probe.expectMessage("closed");
    }

    @Test
    void worksWithoutThreads() {
        BehaviorTester<Order> tester = BehaviorTester.of(shop());
        ActorRef<String> customer = tester.ref("customer");

        tester.send(new Order("lamp", customer));
        assertThat(tester.effects()).containsExactly(new Effect.Told(customer, "Here is your lamp"));
    }

    sealed interface Stock {}

    record Left() implements Stock, Request<Integer> {}

    record SetLeft(int items) implements Stock {}

    static Behavior<Stock> stock(int items) {
        return Behaviors.stateful(Stock.class, items, (left, message, ctx) -> {
            if (message instanceof Left question) {
                ctx.replyTo(question).reply(left);
                return left;
            }
            return ((SetLeft) message).items();
        });
    }

    static void sellOne(ActorRef<Stock> stock) {
        stock.ask(new Left()).thenAccept(left -> stock.tell(new SetLeft(left - 1)));
    }

    void countsEachSale() {
        Simulation.seeds(1_000).run(run -> {
            ActorRef<Stock> stock = run.spawn("stock", stock(10));
            run.concurrently(() -> sellOne(stock), () -> sellOne(stock));

            run.untilQuiet();
            assertThat(run.await(stock.ask(new Left()))).isEqualTo(8);
        });
    }

    @Test
    void findsTheRace() {
        assertThatExceptionOfType(SimulationError.class)
                .isThrownBy(this::countsEachSale)
                .withMessageContaining("stock: takes SetLeft[items=9]");
    }
}

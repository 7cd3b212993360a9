package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.router.Routers;
import io.nact.router.Routing;
import io.nact.spring.ActorDefinition;
import io.nact.system.ActorSystems;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(classes = RoutersTests.Resizing.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class RoutersTests {

    record Resize(String image, int width) implements Request<String> {}

    record GetPrice(String item) implements Request<String> {}

    record Order(String customer, boolean urgent) implements Request<String> {}

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("routers");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    private static Behavior<Resize> resizer() {
        return Behaviors.stateful(Resize.class, 0, (count, message, ctx) -> {
            ctx.replyTo(message).reply(message.image() + "-" + message.width() + " by " + ctx.name());
            return count + 1;
        });
    }

    private static Behavior<GetPrice> price() {
        return Behaviors.stateful(GetPrice.class, 0, (count, message, ctx) -> {
            ctx.replyTo(message).reply(message.item() + " from " + ctx.name());
            return count + 1;
        });
    }

    private static Behavior<Order> worker() {
        return Behaviors.stateful(Order.class, 0, (count, message, ctx) -> {
            ctx.replyTo(message).reply(ctx.name());
            return count + 1;
        });
    }

    @Test
    void theWorkersOfAPoolTakeTurns() {
        ActorRef<Resize> resizers = system.spawn("resizers", Routers.pool(4, resizer()));
        String resized = resizers.call(new Resize("cat", 640));

        assertThat(resized).isEqualTo("cat-640 by 1");
        assertThat(resizers.call(new Resize("cat", 320))).isEqualTo("cat-320 by 2");
    }

    @Test
    void aPoolIsABeanLikeAnyOtherActor(@Autowired ActorRef<Resize> resizers) {
        assertThat(resizers.name()).isEqualTo("resizers");
        assertThat(resizers.call(new Resize("cat", 640))).isEqualTo("cat-640 by 1");
    }

    @Test
    void aGroupRoutesToActorsThatLiveWithoutIt() {
        ActorRef<GetPrice> north = system.spawn("north", price());
        ActorRef<GetPrice> south = system.spawn("south", price());

        ActorRef<GetPrice> prices = system.spawn("prices", Routers.group(List.of(north, south)));

        assertThat(prices.call(new GetPrice("tea"))).isEqualTo("tea from north");
        assertThat(prices.call(new GetPrice("tea"))).isEqualTo("tea from south");
    }

    @Test
    void equalKeysGoToTheSameWorker() {
        var byCustomer = Routers.pool(8, worker(), Routing.consistentHash(Order::customer));

        ActorRef<Order> orders = system.spawn("orders", byCustomer);

        assertThat(orders.call(new Order("Erlich", false))).isEqualTo(orders.call(new Order("Erlich", true)));
    }

    @Test
    void aRoutingOfYourOwnForwards() {
        Routing<Order> byPriority = (order, routees, ctx) -> ctx.forward(routees.get(order.urgent() ? 0 : 1), order);

        ActorRef<Order> orders = system.spawn("orders", Routers.pool(2, worker(), byPriority));

        assertThat(orders.call(new Order("Erlich", false))).isEqualTo("2");
        assertThat(orders.call(new Order("Erlich", true))).isEqualTo("1");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Resizing {

        @Bean
        ActorDefinition<Resize> resizers() {
            return ActorDefinition.of(Routers.pool(4, resizer(), Routing.smallestMailbox()));
        }
    }
}

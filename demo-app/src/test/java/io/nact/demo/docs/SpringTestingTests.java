package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.test.AutoConfigureActorTestKit;
import io.nact.spring.test.ProbeBean;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@SpringBootTest(classes = SpringTestingTests.Ordering.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureActorTestKit
class SpringTestingTests {

    @ProbeBean
    TestProbe<Reserve> stock;

    @MockitoBean
    Entities<Deposit> accounts;

    @Autowired
    ActorRef<Order> orders;

    @Autowired
    ActorTestKit kit;

    @Test
    void asksTheStock() {
        CompletableFuture<Boolean> taken = orders.ask(new Order("lamp"));
        stock.replyTo(stock.expectMessage(new Reserve("lamp"))).reply(true);

        assertThat(taken).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void putsAProbeInPlaceOfAnEntity() {
        TestProbe<Deposit> account = kit.probe();
        given(accounts.get("42")).willReturn(account.ref());

        accounts.get("42").tell(new Deposit(10));
        account.expectMessage(new Deposit(10));
    }

    record Order(String item) implements Request<Boolean> {}

    record Reserve(String item) implements Request<Boolean> {}

    record Deposit(int amount) {}

    @Actor
    static class Orders {

        private final ActorRef<Reserve> stock;

        Orders(ActorRef<Reserve> stock) {
            this.stock = stock;
        }

        @Receive
        CompletableFuture<Boolean> order(Order order) {
            return stock.ask(new Reserve(order.item()));
        }
    }

    @Actor
    static class Stock {

        @Receive
        boolean reserve(Reserve message) {
            return false;
        }
    }

    @EntityActor
    static class Accounts {

        @Receive
        void deposit(Deposit message) {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Orders.class, Stock.class, Accounts.class})
    static class Ordering {}
}

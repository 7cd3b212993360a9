package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.component.Component;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.test.ActorSimulation;
import io.nact.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Repository;

/** An entity that keeps its state in a store, alone and in a simulation. */
class EntitiesTests {

    private static final ParameterizedTypeReference<Entities<CartMessage>> ENTITIES =
            new ParameterizedTypeReference<>() {};

    sealed interface CartMessage {}

    record Put(String item) implements CartMessage, Request<Integer> {}

    record Show() implements CartMessage, Request<List<String>> {}

    /** Stands in for a table. */
    @Repository
    static class Carts {

        private final Map<String, List<String>> rows = new ConcurrentHashMap<>();

        List<String> load(String customer) {
            return rows.getOrDefault(customer, List.of());
        }

        void save(String customer, List<String> items) {
            rows.put(customer, List.copyOf(items));
        }
    }

    @EntityActor
    static class Cart {

        private final String customer;

        private final Carts carts;

        private final List<String> items;

        Cart(@EntityId String customer, Carts carts) {
            this.customer = customer;
            this.carts = carts;
            this.items = new ArrayList<>(carts.load(customer));
        }

        @Receive
        List<String> show(Show message) {
            return List.copyOf(items);
        }

        @Receive
        int put(Put message) {
            items.add(message.item());
            carts.save(customer, items);
            return items.size();
        }
    }

    @Test
    void loadsInALaterLifeWhatWasStoredInOneBefore() {
        Carts carts = new Carts();

        assertThat(new Cart("Gavin", carts).put(new Put("lamp"))).isEqualTo(1);
        assertThat(new Cart("Gavin", carts).put(new Put("chair"))).isEqualTo(2);
        assertThat(new Cart("Gavin", carts).show(new Show())).containsExactly("lamp", "chair");
    }

    @Test
    void losesNothingInAnyOrderOfEvents() {
        Component<CartMessage> component = Component.of(Cart.class, CartMessage.class);

        Simulation.seeds(200).run(run -> {
            Carts carts = new Carts();
            ActorRef<CartMessage> cart = run.spawn("Gavin", component.behavior(ctx -> new Cart(ctx.name(), carts)));
            run.concurrently(() -> cart.ask(new Put("lamp")), () -> cart.ask(new Put("chair")));

            run.untilQuiet();
            assertThat(run.await(cart.ask(new Show()))).containsExactlyInAnyOrder("lamp", "chair");
        });
    }

    @Test
    void norDoesOneThatSpringMakes() {
        ActorSimulation.of(Cart.class, Carts.class).run((context, run) -> {
            Entities<CartMessage> carts = context.getBeanProvider(ENTITIES).getObject();
            run.concurrently(
                    () -> carts.get("Gavin").ask(new Put("lamp")),
                    () -> carts.get("Gavin").ask(new Put("chair")));

            run.untilQuiet();
            assertThat(run.await(carts.get("Gavin").ask(new Show()))).containsExactlyInAnyOrder("lamp", "chair");
        });
    }
}

package io.nact.benchmarks.spring;

import io.nact.Receive;
import io.nact.benchmarks.Finish;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;

/** The same two classes, each as a prototype bean and as an entity. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    ShopApplication.PrototypeCart.class,
    ShopApplication.EntityCart.class,
    ShopApplication.PrototypeCartWithId.class,
    ShopApplication.EntityCartWithId.class
})
class ShopApplication {

    @Bean
    Rates rates() {
        return new Rates();
    }

    static class Rates {}

    record Add(Finish finish) {}

    static class Cart {

        private final Rates rates;

        private int added;

        Cart(Rates rates) {
            this.rates = rates;
        }

        @Receive
        void add(Add message) {
            added++;
            message.finish().announce();
        }

        @Override
        public String toString() {
            return "Cart of " + added + " at " + rates;
        }
    }

    @Scope("prototype")
    static class PrototypeCart extends Cart {

        PrototypeCart(Rates rates) {
            super(rates);
        }
    }

    @EntityActor("carts")
    static class EntityCart extends Cart {

        EntityCart(Rates rates) {
            super(rates);
        }
    }

    static class CartWithId extends Cart {

        private final String id;

        CartWithId(String id, Rates rates) {
            super(rates);
            this.id = id;
        }

        @Override
        public String toString() {
            return id + ": " + super.toString();
        }
    }

    @Scope("prototype")
    static class PrototypeCartWithId extends CartWithId {

        PrototypeCartWithId(@Value("#{'cart'}") String id, Rates rates) {
            super(id, rates);
        }
    }

    @EntityActor("cartsWithId")
    static class EntityCartWithId extends CartWithId {

        EntityCartWithId(@EntityId String id, Rates rates) {
            super(id, rates);
        }
    }
}

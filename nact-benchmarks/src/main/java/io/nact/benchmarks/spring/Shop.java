package io.nact.benchmarks.spring;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Entities;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.spring.ShopApplication.Add;
import io.nact.benchmarks.spring.ShopApplication.Cart;
import io.nact.benchmarks.spring.ShopApplication.PrototypeCart;
import io.nact.benchmarks.spring.ShopApplication.PrototypeCartWithId;
import io.nact.benchmarks.spring.ShopApplication.Rates;
import io.nact.component.Component;
import io.nact.entity.EntityKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application that makes carts in different ways, and keeps them. */
public final class Shop implements AutoCloseable {

    private static final String PROTOTYPE = PrototypeCart.class.getName();

    private static final String PROTOTYPE_WITH_ID = PrototypeCartWithId.class.getName();

    private final ConfigurableApplicationContext context = new SpringApplicationBuilder(ShopApplication.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .run();

    private final List<Object> kept = new ArrayList<>();

    /** {@code getBean} of a prototype, without an id. */
    public void prototypes(String... ids) {
        for (int i = 0; i < ids.length; i++) {
            kept.add(context.getBean(PROTOTYPE));
        }
    }

    /** An entity of the same class. */
    public void entities(String... ids) throws InterruptedException {
        tell("carts", ids);
    }

    /** {@code getBean} of a prototype that takes a value by an expression, as an entity does its id. */
    public void prototypesWithId(String... ids) {
        for (int i = 0; i < ids.length; i++) {
            kept.add(context.getBean(PROTOTYPE_WITH_ID));
        }
    }

    /** An entity of the same class, with an id. */
    public void entitiesWithId(String... ids) throws InterruptedException {
        tell("cartsWithId", ids);
    }

    /** An entity of the same class, made without Spring. */
    public void entitiesWithoutSpring(String... ids) throws InterruptedException {
        Rates rates = context.getBean(Rates.class);
        @SuppressWarnings("unchecked")
        Component<Add> component = (Component<Add>) Component.of(Cart.class);
        tell(
                EntityKinds.register(
                        context.getBean(ActorSystem.class),
                        "plain",
                        component.behavior(turn -> new Cart(rates)),
                        Duration.ofMinutes(2)),
                ids);
    }

    @SuppressWarnings("unchecked")
    private void tell(String bean, String[] ids) throws InterruptedException {
        tell((Entities<Add>) context.getBean(bean), ids);
    }

    private void tell(Entities<Add> carts, String[] ids) throws InterruptedException {
        Finish finish = new Finish(ids.length);
        for (String id : ids) {
            ActorRef<Add> cart = carts.get(id);
            cart.tell(new Add(finish));
            kept.add(cart);
        }
        finish.await();
    }

    /** How many carts have been made. */
    public int size() {
        return kept.size();
    }

    @Override
    public void close() {
        context.close();
    }
}

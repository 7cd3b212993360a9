package io.nact.spring.aot;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.persistence.EventType;
import io.nact.spring.Actor;
import io.nact.spring.ActorDefinition;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityDefinition;
import io.nact.spring.EntityId;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.HandleCommand;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** An application with an actor of each kind. Its messages are visible in this package only. */
@Configuration
@Import({
    Shop.Greeter.class,
    Shop.PoliteGreeter.class,
    Shop.Cart.class,
    Shop.Till.class,
    Shop.Fragile.class,
    Shop.Shelves.class,
    Shop.Customers.class,
    Shop.Advice.class
})
class Shop {

    /** What the till's instances have been through. */
    final List<String> events = new CopyOnWriteArrayList<>();

    @Bean
    ActorDefinition<Visit> visits() {
        return ActorDefinition.of(Behaviors.stateful(0, (count, visit, context) -> {
            context.replyTo(visit).reply(count + 1);
            return count + 1;
        }));
    }

    @Bean
    EntityDefinition<Knock> doors() {
        return EntityDefinition.of(Behaviors.stateful(0, (count, knock, context) -> {
            context.replyTo(knock).reply(context.name() + " " + (count + 1));
            return count + 1;
        }));
    }

    @Bean
    @Qualifier("french")
    Greeter frenchGreeter() {
        return new Greeter("Bonjour");
    }

    record Greet(String name) implements Request<String> {}

    record Visit() implements Request<Integer> {}

    sealed interface CartMessage permits Add, Content {}

    record Add(String item) implements CartMessage {}

    record Content() implements CartMessage, Request<String> {}

    record Pay() implements Request<Integer> {}

    record Drop() implements Request<Integer> {}

    record Knock() implements Request<String> {}

    record Put(String thing) implements Request<Integer> {}

    @EventType("put")
    record WasPut(String thing) {}

    /** Keeps its state by events. */
    @EventSourcedActor(name = "shelves", type = "shelf")
    static class Shelves {

        List<String> empty() {
            return List.of();
        }

        @HandleCommand
        Decision<List<String>, WasPut, Integer> put(
                List<String> things, Put command, Decisions<?, List<String>, WasPut, Integer> decide) {
            return decide.persist(new WasPut(command.thing())).thenReply(List::size);
        }

        @ApplyEvent
        List<String> wasPut(List<String> things, WasPut event) {
            return Stream.concat(things.stream(), Stream.of(event.thing())).toList();
        }
    }

    @Primary
    @Actor("greeter")
    static class Greeter {

        private final String greeting;

        Greeter(@Value("${greeting:Hello}") String greeting) {
            this.greeting = greeting;
        }

        @Receive
        String greet(Greet message) {
            return greeting + " " + message.name();
        }
    }

    @Qualifier("polite")
    @Actor
    static class PoliteGreeter {

        @Receive
        String greet(Greet message) {
            return "Good morning " + message.name();
        }
    }

    @EntityActor("cart")
    static class Cart {

        private final String id;

        private String content = "";

        Cart(@EntityId String id) {
            this.id = id;
        }

        @Receive
        void add(Add message) {
            content += " " + message.item();
        }

        @Receive
        String content(Content message) {
            return id + ":" + content;
        }
    }

    interface Closeable {

        void close();
    }

    /** Advised, and made and unmade by annotated methods. That it has an interface must not mislead its proxy. */
    @Actor("till")
    static class Till implements Closeable {

        private final Shop shop;

        private int paid;

        Till(Shop shop) {
            this.shop = shop;
        }

        @PostConstruct
        void open() {
            shop.events.add("open");
        }

        @Override
        @PreDestroy
        public void close() {
            shop.events.add("close after " + paid);
        }

        @Receive
        int pay(Pay message) {
            return ++paid;
        }
    }

    @Actor(value = "fragile", supervision = Replacing.class)
    static class Fragile {

        private int drops;

        @Receive
        int drop(Drop message) {
            if (++drops == 2) {
                throw new AssertionError("broken");
            }
            return drops;
        }
    }

    static class Replacing implements SupervisionPolicy {

        private final Shop shop;

        Replacing(Shop shop) {
            this.shop = shop;
        }

        @Override
        public Directive decide(Crash crash) {
            shop.events.add(String.valueOf(crash.cause().getMessage()));
            return Directive.RESET;
        }
    }

    record Customers(
            ActorRef<Greet> greeter,
            @Qualifier("polite") ActorRef<Greet> polite,
            @Qualifier("french") ActorRef<Greet> french,
            Entities<CartMessage> carts,
            ActorRef<Visit> visits,
            ActorRef<? super Pay> till,
            ActorRef<Drop> fragile,
            Entities<Knock> doors,
            Entities<Put> shelves) {}

    @Configuration(proxyBeanMethods = false)
    static class Advice {

        @Bean
        static DefaultAdvisorAutoProxyCreator proxies() {
            return new DefaultAdvisorAutoProxyCreator();
        }

        @Bean
        static DefaultPointcutAdvisor doubling() {
            NameMatchMethodPointcut pay = new NameMatchMethodPointcut().addMethodName("pay");
            return new DefaultPointcutAdvisor(pay, (MethodInterceptor) invocation -> 2 * (int) invocation.proceed());
        }
    }
}

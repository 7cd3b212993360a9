package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

/** Aspects around handlers: the application's own, and those behind Spring's annotations. */
class AdviceTests {

    @Test
    void callsAnAspectOfTheApplicationsInTheTurn() {
        Applications.with(Polite.class, Greeter.class).run(context -> {
            ActorRef<Greet> greeter = Applications.ref(context, "greeter");
            assertThat(greeter.ask(new Greet("you")).join()).isEqualTo("Dear Sirs, hello you 1");
            assertThat(greeter.ask(new Greet("you")).join()).isEqualTo("Dear Sirs, hello you 2");
            assertThat(context.getBean(Polite.class).threads)
                    .hasSize(2)
                    .allSatisfy(thread -> assertThat(thread).startsWith("nact-"));
        });
    }

    @Test
    void callsAnAspectAroundAnEntitysHandlers() {
        Applications.with(Polite.class, Guest.class).run(context -> {
            ActorRef<Greet> guest =
                    Applications.<Greet>entities(context, "guest").get("Erlich");
            assertThat(guest.ask(new Greet("you")).join()).isEqualTo("Dear Sirs, Erlich says hello to you");
        });
    }

    @Test
    void triesAHandlerAgainWithinOneTurn() {
        Applications.with(Resilience.class, Flaky.class).run(context -> {
            ActorRef<Attempt> flaky = Applications.ref(context, "flaky");
            assertThat(flaky.ask(new Attempt(2)).join()).isEqualTo("attempt 3");
            assertThat(Applications.failure(flaky.ask(new Attempt(4))))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("attempt 4");
        });
    }

    @Test
    void answersFromACache() {
        Applications.with(Caching.class, Prices.class).run(context -> {
            ActorRef<PriceMessage> prices = Applications.ref(context, "prices");
            assertThat(prices.ask(new Price("tea")).join()).isEqualTo("tea 1");
            assertThat(prices.ask(new Price("tea")).join()).isEqualTo("tea 1");
            assertThat(prices.ask(new Price("milk")).join()).isEqualTo("milk 2");
            prices.tell(new Forget());
            assertThat(prices.ask(new Price("tea")).join()).isEqualTo("tea 3");
        });
    }

    record Greet(String name) implements Request<String> {}

    record Attempt(int failures) implements Request<String> {}

    sealed interface PriceMessage {}

    record Price(String of) implements PriceMessage, Request<String> {}

    record Forget() implements PriceMessage {}

    @Aspect
    static class Polite {

        final List<String> threads = new CopyOnWriteArrayList<>();

        @Around("@annotation(io.nact.Receive)")
        Object politely(ProceedingJoinPoint handler) throws Throwable {
            threads.add(Thread.currentThread().getName());
            return "Dear Sirs, " + handler.proceed();
        }
    }

    @Actor("greeter")
    static class Greeter {

        private int greeted;

        @Receive
        String greet(Greet message) {
            return "hello %s %d".formatted(message.name(), ++greeted);
        }
    }

    @EntityActor("guest")
    static class Guest {

        private final String id;

        Guest(@EntityId String id) {
            this.id = id;
        }

        @Receive
        String greet(Greet message) {
            return "%s says hello to %s".formatted(id, message.name());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Resilience {}

    @Actor("flaky")
    static class Flaky {

        private int attempts;

        @Retryable(maxRetries = 3, delay = 1)
        @Receive
        String attempt(Attempt message) throws IOException {
            attempts++;
            if (attempts <= message.failures()) {
                throw new IOException("attempt " + attempts);
            }
            String reply = "attempt " + attempts;
            attempts = 0;
            return reply;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {

        @Bean
        ConcurrentMapCacheManager caches() {
            return new ConcurrentMapCacheManager("prices");
        }
    }

    @Actor("prices")
    static class Prices {

        private int asked;

        @Cacheable("prices")
        @Receive
        String price(Price message) {
            return message.of() + " " + ++asked;
        }

        @CacheEvict(cacheNames = "prices", allEntries = true)
        @Receive
        void forget(Forget message) {}
    }
}

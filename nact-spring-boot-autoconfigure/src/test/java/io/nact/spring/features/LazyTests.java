package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.event.ActorEvent;
import io.nact.spring.Actor;
import io.nact.spring.Every;
import io.nact.spring.OnApplicationEvent;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;

/** {@code @Lazy} on actors and on their references, and applications in which every bean is lazy. */
class LazyTests {

    @Test
    void startsAnActorThatNobodyHasInjected() {
        try (ConfigurableApplicationContext context = lazy(Alone.class)) {
            assertThat(context.getBean(Log.class).events).containsExactly("started");
        }
    }

    @Test
    void startsAnActorThatIsLazyItself() {
        Applications.with(LazyAlone.class, Log.class)
                .run(context -> assertThat(context.getBean(Log.class).events).containsExactly("started"));
    }

    @Test
    void tellsActorsOfEventsThoughEveryBeanIsLazy() {
        try (ConfigurableApplicationContext context = lazy(Listening.class)) {
            List<String> events = context.getBean(Log.class).events;
            await().untilAsserted(() -> assertThat(events).containsExactly("application is ready"));
        }
    }

    @Test
    void runsSchedulesThoughEveryBeanIsLazy() {
        try (ConfigurableApplicationContext context = lazy(Ticking.class)) {
            List<String> events = context.getBean(Log.class).events;
            await().untilAsserted(() -> assertThat(events).contains("tick"));
        }
    }

    @Test
    void publishesWhatActorsDoThoughEveryBeanIsLazy() {
        try (ConfigurableApplicationContext context = lazy(Alone.class, Watching.class)) {
            List<String> events = context.getBean(Log.class).events;
            await().untilAsserted(() -> assertThat(events).contains("event of alone"));
        }
    }

    @Test
    void injectsALazyReference() {
        Applications.with(LazyAlone.class, Log.class, WantsLazily.class).run(context -> {
            ActorRef<Ping> alone = context.getBean(WantsLazily.class).alone;
            assertThat(alone.ask(new Ping()).join()).isEqualTo("pong");
            assertThat(alone.path())
                    .isEqualTo(Applications.ref(context, "lazyAlone").path());
        });
    }

    @Test
    void needsNoLazyReferenceWhereTwoActorsKnowEachOther() {
        Applications.with(Left.class, Right.class).run(context -> {
            ActorRef<ToLeft> left = Applications.ref(context, "left");
            assertThat(left.ask(new ToLeft("x")).join()).isEqualTo("left of right of x");
        });
    }

    private static ConfigurableApplicationContext lazy(Class<?>... classes) {
        return new SpringApplicationBuilder(LazyApplication.class)
                .sources(classes)
                .web(WebApplicationType.NONE)
                .properties("spring.main.lazy-initialization=true", "spring.main.banner-mode=off")
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(NactAutoConfiguration.class)
    @Import(Log.class)
    static class LazyApplication {}

    static class Log {

        final List<String> events = new CopyOnWriteArrayList<>();
    }

    record Ping() implements Request<String> {}

    record ToLeft(String text) implements Request<String> {}

    record ToRight(String text) implements Request<String> {}

    @Actor("alone")
    static class Alone {

        Alone(Log log) {
            log.events.add("started");
        }

        @Receive
        String ping(Ping message) {
            return "pong";
        }
    }

    @Lazy
    @Actor("lazyAlone")
    static class LazyAlone extends Alone {

        LazyAlone(Log log) {
            super(log);
        }
    }

    static class WantsLazily {

        final ActorRef<Ping> alone;

        WantsLazily(@Lazy ActorRef<Ping> alone) {
            this.alone = alone;
        }
    }

    @Actor("listening")
    static class Listening {

        private final Log log;

        Listening(Log log) {
            this.log = log;
        }

        @Receive
        String ping(Ping message) {
            return "pong";
        }

        @Receive
        @OnApplicationEvent
        void on(ApplicationReadyEvent event) {
            log.events.add("application is ready");
        }
    }

    @Actor("ticking")
    static class Ticking {

        private final Log log;

        Ticking(Log log) {
            this.log = log;
        }

        @Receive
        String ping(Ping message) {
            return "pong";
        }

        @Every("5ms")
        void tick() {
            log.events.add("tick");
        }
    }

    static class Watching {

        private final Log log;

        Watching(Log log) {
            this.log = log;
        }

        @EventListener
        void on(ActorEvent event) {
            log.events.add("event of " + event.actor().name());
        }
    }

    @Actor("left")
    static class Left {

        private final ActorRef<ToRight> right;

        Left(ActorRef<ToRight> right) {
            this.right = right;
        }

        @Receive
        CompletableFuture<String> on(ToLeft message) {
            return right.ask(new ToRight(message.text())).thenApply(reply -> "left of " + reply);
        }
    }

    @Actor("right")
    static class Right {

        private final ActorRef<ToLeft> left;

        Right(ActorRef<ToLeft> left) {
            this.left = left;
        }

        @Receive
        String on(ToRight message) {
            return "right of " + message.text();
        }
    }
}

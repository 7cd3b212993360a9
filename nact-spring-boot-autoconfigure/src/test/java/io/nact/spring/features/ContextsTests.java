package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.OnApplicationEvent;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Several application contexts in one JVM: each has its own system, and ends alone. */
class ContextsTests {

    @Test
    void stopsOneOfTwoContextsAndLeavesTheOtherAlone() {
        ConfigurableApplicationContext one = context(null, "one", Counter.class);
        try (ConfigurableApplicationContext other = context(null, "other", Counter.class)) {
            ActorRef<CounterMessage> first = Applications.ref(one, "counter");
            ActorRef<CounterMessage> second = Applications.ref(other, "counter");
            first.tell(new Add(1));
            second.tell(new Add(2));
            assertThat(first.ask(new Sum()).join()).isEqualTo(1);

            one.close();

            assertThat(one.isActive()).isFalse();
            assertThat(second.ask(new Sum()).join()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(Applications.threads("one")).isEmpty());
            assertThat(Applications.threads("other")).isNotEmpty();
        }
        await().untilAsserted(() -> assertThat(Applications.threads("other")).isEmpty());
    }

    @Test
    void injectsAParentsActorIntoItsChildAndLetsItOutliveTheChild() {
        try (ConfigurableApplicationContext parent = context(null, "parent", Counter.class)) {
            ActorRef<CounterMessage> counter = Applications.ref(parent, "counter");
            ActorSystem[] system = new ActorSystem[1];
            try (ConfigurableApplicationContext child = context(parent, "child", Doubler.class)) {
                system[0] = child.getBean(ActorSystem.class);
                assertThat(system[0]).isNotSameAs(parent.getBean(ActorSystem.class));
                ActorRef<Twice> doubler = Applications.ref(child, "doubler");
                assertThat(doubler.ask(new Twice(21)).join()).isEqualTo("told nact://parent/counter");
                assertThat(counter.ask(new Sum()).join()).isEqualTo(42);
            }
            assertThat(system[0].isRunning()).isFalse();
            await().untilAsserted(
                            () -> assertThat(Applications.threads("child")).isEmpty());
            assertThat(counter.ask(new Sum()).join()).isEqualTo(42);
        }
    }

    @Test
    void tellsAParentsActorOnceOfAnEventOfTheChild() {
        try (ConfigurableApplicationContext parent = context(null, "parent", Counter.class);
                ConfigurableApplicationContext child = context(parent, "child", ChildCounter.class)) {
            ActorRef<CounterMessage> inParent = Applications.ref(parent, "counter");
            ActorRef<CounterMessage> inChild = Applications.ref(child, "childCounter");

            child.publishEvent(new Added(1));
            assertThat(inParent.ask(new Sum()).join()).isEqualTo(1);
            assertThat(inChild.ask(new Sum()).join()).isEqualTo(1);

            parent.publishEvent(new Added(1));
            assertThat(inParent.ask(new Sum()).join()).isEqualTo(2);
            assertThat(inChild.ask(new Sum()).join()).isEqualTo(1);
        }
    }

    @Test
    void leavesNoThreadOfAContextThatCouldNotStart() {
        assertThatThrownBy(() -> context(null, "broken", Counter.class, Broken.class))
                .hasRootCauseMessage("no licence");
        await().untilAsserted(() -> assertThat(Applications.threads("broken")).isEmpty());
    }

    private static ConfigurableApplicationContext context(
            @Nullable ConfigurableApplicationContext parent, String system, Class<?>... classes) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class);
        if (parent != null) {
            application.parent(parent);
        }
        return application
                .sources(classes)
                .web(WebApplicationType.NONE)
                .properties("nact.name=" + system, "spring.main.banner-mode=off")
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(NactAutoConfiguration.class)
    static class Application {}

    sealed interface CounterMessage {}

    record Add(int amount) implements CounterMessage {}

    record Added(int amount) {}

    record Sum() implements CounterMessage, Request<Integer> {}

    record Twice(int amount) implements Request<String> {}

    @Actor("counter")
    static class Counter {

        private int sum;

        @Receive
        void add(Add message) {
            sum += message.amount();
        }

        @Receive
        @OnApplicationEvent
        void on(Added event) {
            sum += event.amount();
        }

        @Receive
        int sum(Sum message) {
            return sum;
        }
    }

    @Actor("childCounter")
    static class ChildCounter extends Counter {}

    @Actor("doubler")
    static class Doubler {

        private final ActorRef<CounterMessage> counter;

        Doubler(ActorRef<CounterMessage> counter) {
            this.counter = counter;
        }

        @Receive
        String on(Twice message) {
            counter.tell(new Add(message.amount() * 2));
            return "told " + counter.path();
        }
    }

    @Actor("broken")
    static class Broken {

        Broken() {
            throw new IllegalStateException("no licence");
        }

        @Receive
        void add(Add message) {}
    }
}

package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.Behaviors;
import io.nact.Receive;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.spring.Actor;
import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityActor;
import io.nact.system.ActorSystems;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** On which dispatcher a declared actor takes its turns, and until when. */
class NamedDispatchersTests {

    private final ApplicationContextRunner runner = ActorContexts.with(Actors.class)
            .withPropertyValues("nact.dispatchers.slow-lane.parallelism=1", "nact.dispatchers.other.type=POOL");

    @Test
    void isTheSystemsUnlessOneIsNamed() {
        runner.run(context -> {
            assertThat(thread(context, "plain")).startsWith("nact-nact-");
            assertThat(thread(context, "plain")).doesNotContain("slow-lane", "other");
            assertThat(thread(context, "defined")).doesNotContain("slow-lane", "other");
        });
    }

    @Test
    void isWhatTheAnnotationNames() {
        runner.run(context -> {
            assertThat(thread(context, "annotated")).startsWith("nact-nact-slow-lane-");
            assertThat(ActorContexts.<Where>entities(context, "annotatedEntity")
                            .get("one")
                            .ask(new Where())
                            .join())
                    .startsWith("nact-nact-slow-lane-");
        });
    }

    @Test
    void isWhatThePropertyNames() {
        runner.withPropertyValues("nact.actors.plain.dispatcher=SlowLane", "nact.actors.defined.dispatcher=other")
                .run(context -> {
                    assertThat(thread(context, "plain")).startsWith("nact-nact-slow-lane-");
                    assertThat(thread(context, "defined")).startsWith("nact-nact-other-");
                });
    }

    @Test
    void isWhatThePropertyNamesRatherThanTheAnnotation() {
        runner.withPropertyValues(
                        "nact.actors.annotated.dispatcher=other", "nact.actors.annotated-entity.dispatcher=default")
                .run(context -> {
                    assertThat(thread(context, "annotated")).startsWith("nact-nact-other-");
                    assertThat(ActorContexts.<Where>entities(context, "annotatedEntity")
                                    .get("one")
                                    .ask(new Where())
                                    .join())
                            .startsWith("nact-nact-")
                            .doesNotContain("slow-lane");
                });
    }

    @Test
    void isOfVirtualThreadsForComponentsIfTheApplicationHasThem() {
        runner.withPropertyValues("spring.threads.virtual.enabled=true").run(context -> {
            String kind = Dispatchers.hasVirtualThreads() ? "a VirtualThread" : "a Worker";
            assertThat(thread(context, "plain")).endsWith(kind);
            assertThat(thread(context, "annotated"))
                    .startsWith("nact-nact-slow-lane-")
                    .endsWith(kind);
        });
    }

    @Test
    void hasVirtualThreadsUnlessItSaysPool() {
        runner.withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context ->
                        assertThat(named(context, "slow-lane").mayBlock()).isEqualTo(Dispatchers.hasVirtualThreads()));
        runner.withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(named(context, "other").mayBlock()).isFalse());
    }

    @Test
    void servesActorsUntilTheyHaveEndedAndIsClosedThen() {
        Dispatcher[] dispatcher = new Dispatcher[1];
        Actors[] actors = new Actors[1];
        runner.run(context -> {
            dispatcher[0] = named(context, "slow-lane");
            actors[0] = context.getBean(Actors.class);
            assertThat(actors[0].destroyedOn).isEmpty();
        });
        assertThat(actors[0].destroyedOn).singleElement().asString().startsWith("nact-nact-slow-lane-");
        assertThatClosed(dispatcher[0]);
    }

    @Test
    void isClosedAlsoIfTheContextFails() {
        CompletableFuture<Dispatcher> dispatcher = new CompletableFuture<>();
        runner.withBean(Breaking.class, dispatcher)
                .run(context -> assertThat(context).hasFailed());
        assertThatClosed(dispatcher.join());
    }

    @Test
    void isMadeOnceAndNotBeforeItIsWanted() {
        List<String> made = new ArrayList<>();
        Map<String, Supplier<Dispatcher>> makers = Map.of("a", () -> made(made, "a"), "b", () -> made(made, "b"));
        try (NamedDispatchers dispatchers =
                new NamedDispatchers(ActorSystems.create("test", SystemOptions.defaults()), makers)) {
            assertThat(made).isEmpty();
            assertThat(dispatchers.named("a")).isSameAs(dispatchers.named("A"));
            assertThat(made).containsExactly("a");
        }
    }

    private static Dispatcher made(List<String> made, String name) {
        made.add(name);
        return Dispatchers.workStealing(name);
    }

    @Test
    void leavesTheApplicationsExecutorInPlace() {
        runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
                .run(context -> assertThat(context.getBeanNamesForType(Executor.class))
                        .containsExactly("applicationTaskExecutor"));
    }

    private static Dispatcher named(BeanFactory context, String name) {
        return Objects.requireNonNull(context.getBean(NamedDispatchers.class).named(name));
    }

    private static void assertThatClosed(Dispatcher dispatcher) {
        assertThatThrownBy(() -> dispatcher.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private static String thread(BeanFactory context, String actor) {
        return ActorContexts.<Where>ref(context, actor)
                .ask(new Where()) // and not call, which may take the turn on this thread
                .join();
    }

    record Where() implements Request<String> {}

    @Configuration(proxyBeanMethods = false)
    @Import({Plain.class, Annotated.class, AnnotatedEntity.class})
    static class Actors {

        final List<String> destroyedOn = new CopyOnWriteArrayList<>();

        @Bean
        ActorDefinition<Where> defined() {
            return ActorDefinition.of(Behaviors.stateless(
                    Where.class,
                    (message, context) -> context.replyTo(message)
                            .reply(Thread.currentThread().getName())));
        }
    }

    static class Breaking {

        Breaking(CompletableFuture<Dispatcher> made, NamedDispatchers dispatchers) {
            made.complete(dispatchers.named("slow-lane"));
            throw new IllegalStateException("broken");
        }
    }

    @Actor("plain")
    static class Plain {

        @Receive
        String where(Where message) {
            Thread thread = Thread.currentThread();
            return "%s, a %s".formatted(thread.getName(), thread.getClass().getSimpleName());
        }
    }

    @Actor(name = "annotated", dispatcher = "slow-lane")
    static class Annotated extends Plain {

        private final Actors actors;

        Annotated(Actors actors) {
            this.actors = actors;
        }

        @PreDestroy
        void destroy() {
            actors.destroyedOn.add(Thread.currentThread().getName());
        }
    }

    @EntityActor(name = "annotatedEntity", dispatcher = "slow-lane")
    static class AnnotatedEntity extends Plain {}
}

package io.nact.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.health.NactHealthContributorAutoConfiguration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** What turns the health of the actors, what is only told, and what requests cannot do. */
class NactHealthIndicatorTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(NactAutoConfiguration.class, NactHealthContributorAutoConfiguration.class))
            .withPropertyValues("nact.shutdown.timeout=100ms");

    private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    @Test
    void isUpWithoutDetailsIfAllIsWell() {
        runner.withUserConfiguration(Worker.class, Account.class).run(context -> {
            assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
            assertThat(HealthOf.details(context)).isEmpty();
        });
    }

    @Test
    void isDownWhenTheSystemHasStopped() {
        runner.run(context -> {
            context.getBean(ActorSystem.class).stop().join();

            assertThat(HealthOf.status(context)).isEqualTo(Status.DOWN);
            assertThat(HealthOf.details(context)).containsExactly(Map.entry("system", "not running"));
        });
    }

    @Test
    void isDownAfterAFatalErrorAndSaysWhich() {
        runner.withUserConfiguration(Worker.class).run(context -> {
            worker(context).tell(new Fail(new OutOfMemoryError("on purpose")));
            context.getBean(ActorSystem.class).whenStopped().join();

            assertThat(HealthOf.status(context)).isEqualTo(Status.DOWN);
            assertThat(HealthOf.details(context))
                    .containsEntry("error", "java.lang.OutOfMemoryError: on purpose")
                    .containsEntry("system", "not running");
        });
    }

    @Test
    void isDownWhenADeclaredActorHasEnded() {
        runner.withUserConfiguration(Worker.class, Definitions.class).run(context -> {
            ActorSystem system = context.getBean(ActorSystem.class);
            ActorRef<Object> leaver = ref(context, "leaver");
            leaver.tell("leave");
            await().until(() -> system.find(leaver.path()).isEmpty());

            assertThat(HealthOf.status(context)).isEqualTo(Status.DOWN);
            assertThat(HealthOf.details(context)).containsEntry("ended", List.of("leaver"));
        });
    }

    @Test
    void namesAFewOfThoseThatHaveEndedAndTheirNumber() {
        runner.withUserConfiguration(Definitions.class).run(context -> {
            ActorSystem system = context.getBean(ActorSystem.class);
            for (String name : List.of("a", "b", "c", "d", "e", "f", "leaver")) {
                system.stop(ref(context, name)).join();
            }

            assertThat(HealthOf.details(context))
                    .containsEntry("ended", List.of("leaver", "a", "b", "c", "d"))
                    .containsEntry("endedInAll", 7);
        });
    }

    @Test
    void isUpAgainWhenTheActorHasASuccessor() {
        runner.withUserConfiguration(Definitions.class).run(context -> {
            ActorSystem system = context.getBean(ActorSystem.class);
            system.stop(ref(context, "leaver")).join();
            assertThat(HealthOf.status(context)).isEqualTo(Status.DOWN);

            system.spawn("leaver", Behaviors.stateless((message, actor) -> {}));

            assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
        });
    }

    @Test
    void isOutOfServiceFromTheMomentTheApplicationCloses() {
        List<Status> seen = new CopyOnWriteArrayList<>();
        runner.withUserConfiguration(Worker.class)
                .withInitializer(context -> context.addApplicationListener((ApplicationListener<ContextClosedEvent>)
                        closed -> seen.add(HealthOf.status(closed.getApplicationContext()))))
                .run(context -> assertThat(HealthOf.status(context)).isEqualTo(Status.UP));

        assertThat(seen).containsExactly(Status.OUT_OF_SERVICE);
    }

    @Test
    void aFloodedMailboxIsNamedAndLeavesItUp() {
        runner.withUserConfiguration(Worker.class)
                .withPropertyValues("nact.mailbox.capacity=10")
                .run(context -> {
                    ActorRef<Work> worker = worker(context);
                    worker.tell(new Wait());
                    await().until(() -> context.getBean(ActorSystem.class).depth(worker) == 0);
                    for (int i = 0; i < 9; i++) {
                        worker.tell(new Wait());
                    }
                    assertThat(HealthOf.details(context))
                            .containsOnly(Map.entry("mailboxes", Map.of("worker", "9 of 10")));
                    for (int i = 0; i < 100; i++) {
                        worker.tell(new Wait());
                    }

                    assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
                    assertThat(HealthOf.details(context))
                            .containsOnly(
                                    Map.entry("mailboxes", Map.of("worker", "10 of 10")),
                                    Map.entry("deadLetters", Map.of("full", 99L)));
                });
    }

    @Test
    void namesAMailboxFromItsThresholdOn() {
        runner.withUserConfiguration(Worker.class)
                .withPropertyValues("nact.mailbox.capacity=10", "nact.health.mailbox=0.2")
                .run(context -> {
                    ActorRef<Work> worker = worker(context);
                    worker.tell(new Wait());
                    await().until(() -> context.getBean(ActorSystem.class).depth(worker) == 0);
                    worker.tell(new Wait());
                    assertThat(HealthOf.details(context)).isEmpty();
                    worker.tell(new Wait());
                    assertThat(HealthOf.details(context)).containsEntry("mailboxes", Map.of("worker", "2 of 10"));
                });
    }

    @Test
    void tellsThatTheSystemHoldsAlmostAsManyMessagesAsItMay() {
        runner.withUserConfiguration(Worker.class)
                .withPropertyValues("nact.max-messages=10")
                .run(context -> {
                    ActorRef<Work> worker = worker(context);
                    worker.tell(new Wait());
                    await().until(() -> context.getBean(ActorSystem.class).depth(worker) == 0);
                    for (int i = 0; i < 30; i++) {
                        worker.tell(new Wait());
                    }

                    assertThat(HealthOf.details(context)).containsEntry("mailboxes", Map.of("all", "10 of 10"));
                    assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
                });
    }

    @Test
    void aStormOfEntitiesIsNamedWithoutIdsAndLeavesItUp() {
        runner.withUserConfiguration(Account.class)
                .withPropertyValues("nact.entities.max-active=10")
                .run(context -> {
                    for (int i = 0; i < 30; i++) {
                        accounts(context).get("secret-" + i).tell(new Wait());
                    }

                    assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
                    assertThat(HealthOf.details(context)).containsEntry("entities", Map.of("account", "10 of 10"));
                    assertThat(HealthOf.details(context).toString()).doesNotContain("secret");
                });
    }

    @Test
    void anEntityThatCrashesForEverLeavesItUp() {
        runner.withUserConfiguration(Account.class).run(context -> {
            ActorRef<Work> poisoned = accounts(context).get("poisoned");
            for (int i = 0; i < 100; i++) {
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> poisoned.call(new Fail(new IllegalStateException("on purpose"))));
            }

            assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
        });
    }

    @Test
    void anEntityThatCannotStartLeavesItUp() {
        runner.withUserConfiguration(Account.class).run(context -> {
            for (int i = 0; i < 100; i++) {
                assertThatExceptionOfType(Exception.class)
                        .isThrownBy(() -> accounts(context).get("unable").call(new Wait()));
            }

            assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
        });
    }

    @Test
    void anActorThatCrashesForEverLeavesItUp() {
        runner.withUserConfiguration(Worker.class).run(context -> {
            for (int i = 0; i < 100; i++) {
                worker(context).tell(new Fail(new IllegalStateException("on purpose")));
            }
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> worker(context).call(new Fail(new IllegalStateException("the last"))));

            assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
        });
    }

    @Test
    void aTurnThatIsStuckIsToldAndLeavesItUp() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        runner.withPropertyValues("nact.stuck-after=20ms").run(context -> {
            ActorRef<Object> stuck = context.getBean(ActorSystem.class)
                    .spawn("stuck", Behaviors.stateless((message, actor) -> end.join()));
            stuck.tell("get stuck");
            await().untilAsserted(
                            () -> assertThat(HealthOf.details(context)).containsExactly(Map.entry("stuckTurns", 1)));
            assertThat(HealthOf.status(context)).isEqualTo(Status.UP);

            end.complete(null);

            await().untilAsserted(() -> assertThat(HealthOf.details(context)).isEmpty());
        });
    }

    @Test
    void countsDeadLettersFromTheirThresholdOn() {
        runner.withPropertyValues("nact.health.dead-letters=3").run(context -> {
            ActorSystem system = context.getBean(ActorSystem.class);
            ActorRef<Object> gone = system.spawn("gone", Behaviors.stateless((message, actor) -> {}));
            system.stop(gone).join();
            gone.tell("one");
            gone.tell("two");
            assertThat(HealthOf.details(context)).isEmpty();
            gone.tell("three");

            assertThat(HealthOf.details(context)).containsEntry("deadLetters", Map.of("stopped", 3L));
            assertThat(HealthOf.status(context)).isEqualTo(Status.UP);
        });
    }

    private static ActorRef<Work> worker(BeanFactory context) {
        return ref(context, "worker");
    }

    @SuppressWarnings("unchecked")
    private static <M> ActorRef<M> ref(BeanFactory context, String name) {
        return context.getBean(name, ActorRef.class);
    }

    @SuppressWarnings("unchecked")
    private static Entities<Work> accounts(BeanFactory context) {
        return context.getBean("account", Entities.class);
    }

    sealed interface Work extends Request<Void> {}

    record Wait() implements Work {}

    record Fail(Throwable failure) implements Work {}

    @Actor("worker")
    static class Worker {

        @Receive
        CompletionStage<Void> wait(Wait message) {
            return NEVER.copy();
        }

        @Receive
        void fail(Fail message) throws Throwable {
            throw message.failure();
        }
    }

    @EntityActor("account")
    static class Account extends Worker {

        Account(@EntityId String id) {
            if (id.equals("unable")) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Definitions {

        @Bean
        ActorDefinition<Object> leaver() {
            return ActorDefinition.of(
                    Behaviors.stateless((Object message, ActorContext<Object> context) -> context.stop()));
        }

        @Bean
        ActorDefinition<Object> a() {
            return leaver();
        }

        @Bean
        ActorDefinition<Object> b() {
            return leaver();
        }

        @Bean
        ActorDefinition<Object> c() {
            return leaver();
        }

        @Bean
        ActorDefinition<Object> d() {
            return leaver();
        }

        @Bean
        ActorDefinition<Object> e() {
            return leaver();
        }

        @Bean
        ActorDefinition<Object> f() {
            return leaver();
        }
    }
}

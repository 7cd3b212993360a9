package io.nact.spring.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter;
import io.nact.spring.Actor;
import io.nact.spring.EventPhase;
import io.nact.spring.OnApplicationEvent;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Application events reach the handlers that want them, by the mailbox and in the phase of the transaction. */
class ApplicationEventTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    NactAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:application-events")
            .withUserConfiguration(Listening.class, Heard.class);

    @SuppressWarnings("unchecked")
    private static List<String> seen(AssertableApplicationContext context) {
        return ((ActorRef<Seen>) context.getBean("listening", ActorRef.class)).call(new Seen());
    }

    private static TransactionTemplate transaction(AssertableApplicationContext context) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private static void publishInAllPhases(AssertableApplicationContext context, String what) {
        Stream.of(
                        new AfterCompletion(what),
                        new AfterRollback(what),
                        new AfterCommit(what),
                        new BeforeCommit(what),
                        new Immediate(what))
                .forEach(context::publishEvent);
    }

    @Test
    void reachAHandlerWhateverTheirKind() {
        runner.run(context -> {
            context.publishEvent(new Placed("1"));
            context.publishEvent(new Moved("2"));
            context.publishEvent("an event that nobody handles");

            assertThat(seen(context)).containsExactly("placed 1 in turn", "moved 2");
        });
    }

    @Test
    void reachTheClosestHandlerOnce() {
        runner.run(context -> {
            transaction(context).executeWithoutResult(status -> {
                context.publishEvent(new Shipped("1"));
                context.publishEvent(new Lost("2"));
                assertThat(seen(context)).containsExactly("delivery Lost");
            });

            assertThat(seen(context)).containsExactly("delivery Lost", "shipped 1");
        });
    }

    @Test
    void areNoPartOfTheProtocol() {
        runner.run(context -> assertThat(
                        context.getBeanNamesForType(ResolvableType.forClassWithGenerics(ActorRef.class, Seen.class)))
                .containsExactly("listening"));
    }

    @Test
    void comeInThePhaseOfTheTransaction() {
        runner.run(context -> {
            transaction(context).executeWithoutResult(status -> {
                publishInAllPhases(context, "commit");
                assertThat(seen(context)).containsExactly("immediate commit");
            });

            assertThat(seen(context))
                    .startsWith("immediate commit", "before commit commit")
                    .containsExactlyInAnyOrder(
                            "immediate commit",
                            "before commit commit",
                            "after commit commit",
                            "after completion commit");
        });
    }

    @Test
    void comeInThePhaseOfTheRollback() {
        runner.run(context -> {
            transaction(context).executeWithoutResult(status -> {
                publishInAllPhases(context, "rollback");
                status.setRollbackOnly();
            });

            assertThat(seen(context))
                    .containsExactlyInAnyOrder(
                            "immediate rollback", "after rollback rollback", "after completion rollback");
        });
    }

    @Test
    void comeAtOnceWithoutATransaction() {
        runner.run(context -> {
            publishInAllPhases(context, "none");

            assertThat(seen(context)).hasSize(5);
        });
    }

    @Test
    void comeAtOnceWithoutSpringsTransactions() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class))
                .withUserConfiguration(Listening.class)
                .withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
                .run(context -> {
                    context.publishEvent(new Placed("1"));
                    assertThat(seen(context)).containsExactly("placed 1 in turn");
                });
    }

    @Test
    void tellWhatTheActorSystemTells() {
        runner.withUserConfiguration(Failing.class).run(context -> {
            Heard heard = context.getBean(Heard.class);
            @SuppressWarnings("unchecked")
            ActorRef<String> failing = context.getBean("failing", ActorRef.class);

            failing.tell("crash");
            await().untilAsserted(() -> assertThat(heard.events)
                    .anySatisfy(event -> assertThat(event).isInstanceOf(ActorEvent.Crashed.class)));
            context.getBean(ActorSystem.class).stop(failing).get();
            failing.tell("too late");

            assertThat(heard.events).anySatisfy(event -> assertThat(event).isInstanceOf(DeadLetter.class));
        });
    }

    @Test
    void areWrappedByTheirTypeAsSpringWrapsOthers() {
        runner.withUserConfiguration(Failing.class).run(context -> {
            Heard heard = context.getBean(Heard.class);

            await().untilAsserted(() -> assertThat(heard.started)
                    .extracting(event -> event.getPayload().actor().name())
                    .contains("listening", "failing"));
            assertThat(heard.started).allSatisfy(event -> {
                assertThat(event.getSource()).isSameAs(context.getSourceApplicationContext());
                assertThat(event.getResolvableType()
                                .as(PayloadApplicationEvent.class)
                                .resolveGeneric())
                        .isEqualTo(ActorEvent.Started.class);
            });
        });
    }

    @Test
    void tellNothingIfTheyAreSwitchedOff() {
        runner.withPropertyValues("nact.events.publish=false").run(context -> {
            assertThat(context).doesNotHaveBean(PublishedEvents.class);
            assertThat(context.getBean(Heard.class).events).isEmpty();
        });
    }

    record Placed(String order) {}

    interface Delivery {}

    record Shipped(String order) implements Delivery {}

    record Lost(String order) implements Delivery {}

    record Immediate(String what) {}

    record BeforeCommit(String what) {}

    record AfterCommit(String what) {}

    record AfterRollback(String what) {}

    record AfterCompletion(String what) {}

    static class Moved extends ApplicationEvent {

        private static final long serialVersionUID = 1L;

        Moved(String source) {
            super(source);
        }
    }

    record Seen() implements Request<List<String>> {}

    @Actor("listening")
    static class Listening {

        private final List<String> seen = new ArrayList<>();

        @Receive
        List<String> seen(Seen message) {
            return List.copyOf(seen);
        }

        @Receive
        @OnApplicationEvent
        void placed(Placed event, ActorContext<Seen> ctx) {
            seen.add("placed %s %s".formatted(event.order(), ctx.name().equals("listening") ? "in turn" : "somewhere"));
        }

        @Receive
        @OnApplicationEvent
        void moved(Moved event) {
            seen.add("moved " + event.getSource());
        }

        @Receive
        @OnApplicationEvent
        void delivery(Delivery event) {
            seen.add("delivery " + event.getClass().getSimpleName());
        }

        @Receive
        @OnApplicationEvent(phase = EventPhase.AFTER_COMMIT)
        void shipped(Shipped event) {
            seen.add("shipped " + event.order());
        }

        @Receive
        @OnApplicationEvent
        void immediate(Immediate event) {
            seen.add("immediate " + event.what());
        }

        @Receive
        @OnApplicationEvent(phase = EventPhase.BEFORE_COMMIT)
        void beforeCommit(BeforeCommit event) {
            seen.add("before commit " + event.what());
        }

        @Receive
        @OnApplicationEvent(phase = EventPhase.AFTER_COMMIT)
        void afterCommit(AfterCommit event) {
            seen.add("after commit " + event.what());
        }

        @Receive
        @OnApplicationEvent(phase = EventPhase.AFTER_ROLLBACK)
        void afterRollback(AfterRollback event) {
            seen.add("after rollback " + event.what());
        }

        @Receive
        @OnApplicationEvent(phase = EventPhase.AFTER_COMPLETION)
        void afterCompletion(AfterCompletion event) {
            seen.add("after completion " + event.what());
        }
    }

    static class Heard {

        final List<Object> events = new CopyOnWriteArrayList<>();

        final List<PayloadApplicationEvent<ActorEvent.Started>> started = new CopyOnWriteArrayList<>();

        @EventListener
        void started(PayloadApplicationEvent<ActorEvent.Started> event) {
            started.add(event);
        }

        @EventListener
        void heard(ActorEvent event) {
            events.add(event);
        }

        @EventListener
        void heard(DeadLetter event) {
            events.add(event);
        }
    }

    @Actor("failing")
    static class Failing {

        @Receive
        void fail(String message) {
            throw new IllegalStateException(message);
        }
    }
}

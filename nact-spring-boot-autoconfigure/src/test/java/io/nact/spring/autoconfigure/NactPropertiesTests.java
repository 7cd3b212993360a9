package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.dispatch.Dispatchers;
import io.nact.event.ActorEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

/** What the properties under {@code nact} do. */
class NactPropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class));

    @Test
    void namesTheSystemAfterTheApplication() {
        runner.withPropertyValues("spring.application.name=shop")
                .run(context ->
                        assertThat(context.getBean(ActorSystem.class).name()).isEqualTo("shop"));
    }

    @Test
    void namesTheSystemByItsOwnProperty() {
        runner.withPropertyValues("spring.application.name=shop", "nact.name=till")
                .run(context ->
                        assertThat(context.getBean(ActorSystem.class).name()).isEqualTo("till"));
    }

    @Test
    void limitsAsks() {
        CompletableFuture<Void> busy = new CompletableFuture<>();
        runner.withPropertyValues("nact.ask-timeout=20ms").run(context -> {
            ActorRef<Question> silent = spawn(context.getBean(ActorSystem.class), busy);
            assertThat(silent.ask(new Question()))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(AskTimeoutException.class);
            busy.complete(null);
        });
    }

    @Test
    void limitsTurns() {
        runner.withPropertyValues("nact.turn-timeout=20ms", "nact.ask-timeout=1h")
                .run(context -> {
                    ActorRef<Question> silent = spawn(context.getBean(ActorSystem.class), new CompletableFuture<>());
                    assertThat(silent.ask(new Question()))
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableThat()
                            .withCauseInstanceOf(TimeoutException.class);
                });
    }

    @Test
    void reportsTurnsThatAreStuck() {
        CompletableFuture<ActorEvent.Stuck> stuck = new CompletableFuture<>();
        runner.withPropertyValues("nact.stuck-after=20ms").run(context -> {
            ActorSystem system = context.getBean(ActorSystem.class);
            system.events().subscribe(ActorEvent.Stuck.class, stuck::complete);
            ActorRef<Question> waiting =
                    system.spawn("waiting", Behaviors.stateless(Question.class, (message, actor) -> stuck.join()));
            waiting.tell(new Question());
            assertThat(stuck.get(10, TimeUnit.SECONDS).actor()).isEqualTo(waiting.path());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void remembersSoManyDeadLetters(int recent) {
        runner.withPropertyValues("nact.dead-letters.recent=" + recent).run(context -> {
            ActorSystem system = context.getBean(ActorSystem.class);
            ActorRef<Question> gone = spawn(system, new CompletableFuture<>());
            system.stop(gone).join();
            for (int i = 0; i < 5; i++) {
                gone.tell(new Question());
            }
            assertThat(system.recentDeadLetters()).hasSize(recent);
        });
    }

    @Test
    void sizesThePool() {
        runner.withPropertyValues("nact.dispatcher.type=POOL", "nact.dispatcher.parallelism=5")
                .run(context -> {
                    CyclicBarrier five = new CyclicBarrier(5);
                    ActorRef<Question> meeting = context.getBean(ActorSystem.class)
                            .spawn(Behaviors.stateless(Question.class, (message, actor) -> {
                                five.await(10, TimeUnit.SECONDS);
                                actor.replyTo(message).reply("met");
                            }));
                    List<CompletableFuture<String>> replies = IntStream.range(0, 5)
                            .mapToObj(i -> meeting.ask(new Question(), Duration.ofSeconds(10)))
                            .toList();
                    assertThat(replies).allSatisfy(reply -> assertThat(reply).succeedsWithin(Duration.ofSeconds(10)));
                });
    }

    @Test
    void runsActorsOnVirtualThreadsIfTheApplicationHasThem() {
        runner.withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(runsOnVirtualThread(context.getBean(ActorSystem.class)))
                        .isEqualTo(Dispatchers.hasVirtualThreads()));
    }

    @Test
    void runsActorsOnAPoolUnlessTheApplicationHasVirtualThreads() {
        runner.run(context -> assertThat(runsOnVirtualThread(context.getBean(ActorSystem.class)))
                .isFalse());
    }

    @Test
    void insistsOnVirtualThreadsIfTold() {
        runner.withPropertyValues("nact.dispatcher.type=VIRTUAL").run(context -> {
            if (Dispatchers.hasVirtualThreads()) {
                assertThat(runsOnVirtualThread(context.getBean(ActorSystem.class)))
                        .isTrue();
            } else {
                assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("JDK 17 has no virtual threads");
            }
        });
    }

    @Test
    void refusesTimesThatAreNotPositive() {
        for (String property : List.of(
                "nact.ask-timeout",
                "nact.turn-timeout",
                "nact.stuck-after",
                "nact.shutdown.timeout",
                "nact.mailbox.block-timeout",
                "nact.entities.passivate-after")) {
            runner.withPropertyValues(property + "=0s")
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessage(property + " must be longer than zero, not PT0S"));
        }
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatRootMessage("nact.mailbox.capacity=0").isEqualTo("nact.mailbox.capacity must be at least 1, not 0");
        assertThatRootMessage("nact.max-messages=0").isEqualTo("nact.max-messages must be at least 1, not 0");
        assertThatRootMessage("nact.entities.max-active=0")
                .isEqualTo("nact.entities.max-active must be at least 1, not 0");
        assertThatRootMessage("nact.dead-letters.recent=-1")
                .isEqualTo("nact.dead-letters.recent must be at least 0, not -1");
        assertThatRootMessage("nact.dispatcher.parallelism=0")
                .isEqualTo("nact.dispatcher.parallelism must be between 1 and 32767, not 0");
        assertThatRootMessage("nact.dispatcher.parallelism=32768")
                .isEqualTo("nact.dispatcher.parallelism must be between 1 and 32767, not 32768");
    }

    private AbstractStringAssert<?> assertThatRootMessage(String property) {
        String[] message = new String[1];
        runner.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            message[0] = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure())
                    .getMessage();
        });
        return assertThat(message[0]);
    }

    private static ActorRef<Question> spawn(ActorSystem system, CompletableFuture<?> turn) {
        return system.spawn(
                Behaviors.statefulAsync(Question.class, "", (state, message, actor) -> turn.thenApply(done -> state)));
    }

    private static boolean runsOnVirtualThread(ActorSystem system) {
        ActorRef<Question> ref = system.spawn(Behaviors.stateless(
                Question.class,
                (message, actor) -> actor.replyTo(message)
                        .reply(Thread.currentThread().getClass().getSimpleName())));
        return ref.ask(new Question()).join().equals("VirtualThread");
    }

    record Question() implements Request<String> {}
}

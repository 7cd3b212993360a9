package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.Request;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the properties under {@code nact.mailbox} do, and the one that limits all mailboxes together. */
class MailboxPropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class));

    /** The turn in hand, which keeps the others waiting. */
    private final CompletableFuture<Void> busy = new CompletableFuture<>();

    @Test
    void refuseWhatIsBeyondTheCapacity() {
        withBusyActor(
                (system, actor) -> {
                    assertThat(send(actor, 10)).containsExactly(firstOf(10, 3));
                    assertThat(actor.ask(new Work(10)))
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableThat()
                            .withCauseInstanceOf(MailboxFullException.class);
                },
                "nact.mailbox.capacity=3");
    }

    @Test
    void dropTheNewestIfTold() {
        withBusyActor(
                (system, actor) -> {
                    IntStream.range(0, 10).mapToObj(Work::new).forEach(actor::tell);
                    assertThat(system.recentDeadLetters())
                            .containsExactlyElementsOf(droppedFrom(actor, 3, 10))
                            .hasSize(7);
                },
                "nact.mailbox.capacity=3",
                "nact.mailbox.overflow=drop-newest");
    }

    @Test
    void dropTheOldestIfTold() {
        withBusyActor(
                (system, actor) -> {
                    assertThat(send(actor, 10)).containsExactly(firstOf(10, 10));
                    assertThat(system.recentDeadLetters())
                            .containsExactlyElementsOf(droppedFrom(actor, 0, 7))
                            .hasSize(7);
                },
                "nact.mailbox.capacity=3",
                "nact.mailbox.overflow=drop-oldest");
    }

    @Test
    void blockATellerUntilThereIsRoomIfTold() {
        withBusyActor(
                (system, actor) -> {
                    assertThat(send(actor, 4)).containsExactly(firstOf(4, 3));
                    Thread teller = new Thread(() -> actor.tell(new Work(4)));
                    teller.start();
                    await().until(() -> teller.getState() == Thread.State.TIMED_WAITING);
                    busy.complete(null);
                    await().until(() -> !teller.isAlive());
                    assertThat(system.recentDeadLetters()).isEmpty();
                },
                "nact.mailbox.capacity=3",
                "nact.mailbox.overflow=block",
                "nact.mailbox.block-timeout=1h");
    }

    @Test
    void blockATellerNoLongerThanTold() {
        withBusyActor(
                (system, actor) -> {
                    IntStream.range(0, 4).mapToObj(Work::new).forEach(actor::tell);
                    assertThat(system.deadLetters(Reason.FULL)).isOne();
                },
                "nact.mailbox.capacity=3",
                "nact.mailbox.overflow=block",
                "nact.mailbox.block-timeout=20ms");
    }

    @Test
    void limitTheMessagesOfAllTogether() {
        withBusyActor(
                (system, actor) -> {
                    assertThat(send(actor, 100)).contains(false);
                    ActorRef<Work> other = system.spawn(Behaviors.stateless(Work.class, (message, context) -> {}));
                    assertThat(other.ask(new Work(0)))
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableThat()
                            .withMessageContaining("The system 'nact' holds as many messages as it may (32)");
                },
                "nact.max-messages=32");
    }

    @Test
    void nameAnOverflowThatDoesNotExist() {
        runner.withPropertyValues("nact.mailbox.overflow=explode")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("nact.mailbox.overflow")
                        .hasStackTraceContaining("explode"));
    }

    private interface Trial {

        void run(ActorSystem system, ActorRef<Work> actor);
    }

    private void withBusyActor(Trial trial, String... properties) {
        runner.withPropertyValues(properties).run(context -> {
            ActorSystem system = context.getBean(ActorSystem.class);
            CompletableFuture<Void> begun = new CompletableFuture<>();
            ActorRef<Work> actor = system.spawn(Behaviors.statefulAsync(Work.class, "", (state, message, turn) -> {
                begun.complete(null);
                return busy.thenApply(done -> state);
            }));
            actor.tell(new Work(-1));
            assertThat(begun).succeedsWithin(Duration.ofSeconds(10));
            try {
                trial.run(system, actor);
            } finally {
                busy.complete(null);
            }
        });
    }

    private static Boolean[] send(ActorRef<Work> actor, int messages) {
        return IntStream.range(0, messages)
                .mapToObj(i -> actor.tryTell(new Work(i)))
                .toArray(Boolean[]::new);
    }

    /** That the first ones are taken and the others refused. */
    private static Boolean[] firstOf(int messages, int taken) {
        return IntStream.range(0, messages).mapToObj(i -> i < taken).toArray(Boolean[]::new);
    }

    private static List<DeadLetter> droppedFrom(ActorRef<Work> actor, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new DeadLetter(actor.path(), new Work(i), Reason.DROPPED))
                .toList();
    }

    record Work(int number) implements Request<String> {}
}

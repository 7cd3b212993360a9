package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.tests.Jobs.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guarantee 3: each send ends in exactly one way. Whatever happens to the actors, and however a message is sent, what was
 * sent is what was handled well, handled with an exception, or a dead letter.
 */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class DeadLetterAccountTests {

    private static final int SENDERS = 3;

    private static final int SENDS = 3_000;

    private static final int BURST = 20;

    private static final int CHILDREN = 4;

    @RegisterExtension
    final TestSystem system;

    /** By the events, to be held against the system's own count. */
    private final LongAdder published = new LongAdder();

    private final Jobs jobs;

    DeadLetterAccountTests(Engines engine) {
        system = TestSystem.on(engine);
        jobs = new Jobs(system::actors);
    }

    static Stream<Long> seeds() {
        return Stream.concat(
                Stream.of(1L, 2L, 3L), Stream.of(ThreadLocalRandom.current().nextLong(1_000_000)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasSentIsWhatWasHandledAndWhatIsADeadLetter(long seed) {
        system.actors().events().subscribe(DeadLetter.class, letter -> published.increment());
        List<ActorRef<Job>> parents = spawnAll();

        List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> send(new Random(seed * 31 + sender)), task -> new Thread(task, "sender").start()))
                .toList();
        disturbUntil(CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new)), new Random(seed));
        senders.forEach(Waiting::reply);
        parents.forEach(system::stopAndWait);

        await("the end of each ask and offer, of seed " + seed).until(() -> jobs.unanswered() == 0);
        await("the account of seed " + seed)
                .untilAsserted(
                        () -> assertThat(jobs.ended()).as(jobs.toString()).isEqualTo(jobs.sent()));
        assertThat(jobs.unexpected()).isNull();
        assertThat(published.sum()).isEqualTo(jobs.deadLetters());
        assertThat(jobs.handledWell()).isPositive();
        assertThat(jobs.handledWithAnException()).isPositive();
        Stream.of(Reason.values())
                .forEach(reason ->
                        assertThat(system.deadLetters(reason)).as(reason.name()).isPositive());
        await("the meters of seed " + seed).untilAsserted(this::assertThatTheMetersSayTheSame);
    }

    private void assertThatTheMetersSayTheSame() {
        assertThat(metered(Outcome.HANDLED) - newsHandled()).isEqualTo(jobs.handledWell() + jobs.ticked());
        assertThat(metered(Outcome.ERROR) + metered(Outcome.CRASH)).isEqualTo(jobs.handledWithAnException());
        for (Reason reason : Reason.values()) {
            assertThat(metered(Outcome.valueOf(reason.name())))
                    .as(reason.name())
                    .isEqualTo(system.deadLetters(reason));
        }
    }

    /** Over all types. */
    private long metered(Outcome outcome) {
        return system.actors().metrics().types().stream()
                .mapToLong(type -> type.messages(outcome))
                .sum();
    }

    /** Of the end of somebody who was watched, which nobody has sent. */
    private long newsHandled() {
        return system.actors().metrics().types().stream()
                .mapToLong(
                        type -> type.messages().getOrDefault(new Counted.Messages("Terminated", Outcome.HANDLED), 0L))
                .sum();
    }

    private void send(Random random) {
        for (int i = 0; i < SENDS; i += BURST) {
            jobs.send(random, BURST);
        }
    }

    /** Who stopped is spawned anew by the next message. */
    private List<ActorRef<Job>> spawnAll() {
        List<ActorRef<Job>> parents = new ArrayList<>();
        for (MailboxFactory kind : Jobs.mailboxes()) {
            ActorRef<Job> parent = system.spawn(
                    "parent " + parents.size(),
                    Behaviors.<Integer, Job>stateful(0, (count, job, context) -> count)
                            .childrenOnDemand(name -> child(name, kind))
                            .onCrash(SupervisionPolicy.always(Directive.RESET_CHILD)));
            parents.add(parent);
            for (int i = 0; i < CHILDREN; i++) {
                jobs.atWork(system.child(parent, "child " + i));
            }
        }
        return parents;
    }

    private Behavior<Job> child(String name, MailboxFactory kind) {
        Behavior<Job> behavior = switch (name) {
            case "child 0" -> jobs.stateless();
            case "child 1" -> jobs.stateful().passivateAfter(Jobs.MOMENT);
            default -> jobs.stateful();
        };
        return behavior.mailbox(kind).onCrash(crash -> decisions(name)[crash.count() % 4]);
    }

    private static Directive[] decisions(String name) {
        return name.equals("child 2")
                ? new Directive[] {Directive.RESET, Directive.RESET_ALL, Directive.STOP, Directive.RESUME}
                : new Directive[] {Directive.RESUME, Directive.ESCALATE, Directive.RESET_REST, Directive.STOP};
    }

    /** Stops somebody now and then until all have been sent. */
    private void disturbUntil(CompletableFuture<?> allSent, Random random) {
        while (!allSent.isDone()) {
            system.stop(jobs.any(random));
            try {
                allSent.get(1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException next) {
                // The next one.
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The mailbox has taken it: the caller must not believe that it has it still. */
    @Test
    void anOfferThatIsTakenBackIsNotHandled() {
        Gate first = new Gate();
        Gate second = new Gate();
        Probe<String> probe = new Probe<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(1)));
        actor.tell(Script.run(context -> first.pass()));
        first.awaitReached();
        actor.tell(Script.run(context -> second.pass()));
        CompletableFuture<Void> offer = actor.offer(Script.run(context -> probe.saw("handled")));
        first.open();
        // Its place has become free now.
        second.awaitReached();

        boolean takenBack = offer.cancel(false);
        second.open();
        await().until(() -> system.actors().depth(actor) == 0);
        Waiting.reply(actor.ask(Script.reply(context -> "all handled")));

        assertThat(takenBack).isEqualTo(probe.soFar().isEmpty());
    }
}

package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private static final Duration MOMENT = Duration.ofMillis(2);

    @RegisterExtension
    final TestSystem system;

    private final LongAdder sent = new LongAdder();

    private final LongAdder handledWell = new LongAdder();

    private final LongAdder handledWithAnException = new LongAdder();

    /** By the events, to be held against the system's own count. */
    private final LongAdder published = new LongAdder();

    private final List<ActorRef<Job>> actors = new ArrayList<>();

    DeadLetterAccountTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    /** A message that says what the turn is to do. Its second turn, after a stash, only handles it. */
    private record Job(Kind kind, AtomicBoolean again) implements Request<Integer> {

        static Job of(Kind kind) {
            return new Job(kind, new AtomicBoolean());
        }
    }

    private enum Kind {
        WORK,
        THROW,
        STASH,
        STASH_AND_THROW,
        UNSTASH,
        REFUSE,
        TELL,
        TELL_ITSELF,
        FORWARD,
        PIPE,
        TICK,
        WAIT,
        WAIT_AND_FAIL,
        STOP,
        DRAIN,
        /** Not sent, but due. */
        TICKED;

        private static final Kind[] SENT = Arrays.copyOf(values(), TICKED.ordinal());

        static Kind any(Random random) {
            // Mostly something ordinary, so that there are actors to do it.
            return random.nextInt(3) > 0 ? WORK : SENT[random.nextInt(SENT.length)];
        }
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
        List<CompletableFuture<?>> pending = new ArrayList<>();

        List<CompletableFuture<List<CompletableFuture<?>>>> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.supplyAsync(
                        () -> send(new Random(seed * 31 + sender)), task -> new Thread(task, "sender").start()))
                .toList();
        disturbUntil(CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new)), new Random(seed));
        senders.forEach(sender -> pending.addAll(Waiting.reply(sender)));
        parents.forEach(system::stopAndWait);

        await("the end of each ask and offer, of seed " + seed)
                .until(() -> pending.stream().allMatch(CompletableFuture::isDone));
        await("the account of seed " + seed)
                .untilAsserted(() -> assertThat(handledWell.sum() + handledWithAnException.sum() + deadLetters())
                        .as(
                                "of %s sent: %s handled well, %s with an exception, %s dead letters",
                                sent, handledWell, handledWithAnException, deadLetters())
                        .isEqualTo(sent.sum()));
        assertThat(published.sum()).isEqualTo(deadLetters());
        assertThat(handledWell.sum()).isPositive();
        assertThat(handledWithAnException.sum()).isPositive();
        Stream.of(Reason.values())
                .forEach(reason ->
                        assertThat(system.deadLetters(reason)).as(reason.name()).isPositive());
    }

    private long deadLetters() {
        return Stream.of(Reason.values()).mapToLong(system::deadLetters).sum();
    }

    /** Who stopped is spawned anew by the next message. */
    private List<ActorRef<Job>> spawnAll() {
        Comparator<Job> order = Comparator.comparing(Job::kind);
        List<MailboxFactory> kinds = List.of(
                Mailboxes.unbounded(),
                Mailboxes.bounded(5),
                Mailboxes.bounded(5, Overflow.dropNewest()),
                Mailboxes.bounded(5, Overflow.dropOldest()),
                Mailboxes.bounded(5, Overflow.block(MOMENT)),
                Mailboxes.priority(order),
                Mailboxes.priority(5, order));
        List<ActorRef<Job>> parents = new ArrayList<>();
        for (MailboxFactory kind : kinds) {
            ActorRef<Job> parent = system.spawn(
                    "parent " + parents.size(),
                    Behaviors.<Integer, Job>stateful(0, (count, job, context) -> count)
                            .childrenOnDemand(name -> child(name, kind))
                            .onCrash(SupervisionPolicy.always(Directive.RESET_CHILD)));
            parents.add(parent);
            for (int i = 0; i < CHILDREN; i++) {
                actors.add(system.child(parent, "child " + i));
            }
        }
        return parents;
    }

    private Behavior<Job> child(String name, MailboxFactory kind) {
        Behavior<Job> behavior = switch (name) {
            case "child 0" -> Behaviors.statelessAsync(this::handle);
            case "child 1" -> stateful().passivateAfter(MOMENT);
            default -> stateful();
        };
        return behavior.stashCapacity(5).mailbox(kind).onCrash(crash -> decisions(name)[crash.count() % 4]);
    }

    private static Directive[] decisions(String name) {
        return name.equals("child 2")
                ? new Directive[] {Directive.RESET, Directive.RESET_ALL, Directive.STOP, Directive.RESUME}
                : new Directive[] {Directive.RESUME, Directive.ESCALATE, Directive.RESET_REST, Directive.STOP};
    }

    private Behavior<Job> stateful() {
        return Behaviors.<Integer, Job>statefulAsync(0, (count, job, context) -> {
            CompletionStage<?> stage = handle(job, context);
            return stage == null ? CompletableFuture.completedFuture(count + 1) : stage.thenApply(done -> count + 1);
        });
    }

    private CompletionStage<?> handle(Job job, ActorContext<Job> context) {
        if (job.again().get()) {
            return well();
        }
        switch (job.kind()) {
            case THROW -> throw fails();
            case STASH -> {
                job.again().set(true);
                context.stash().add();
                return null;
            }
            case STASH_AND_THROW -> {
                context.stash().add();
                throw fails();
            }
            case UNSTASH -> context.stash().unstash(3);
            case REFUSE -> {
                context.unhandled();
                return null;
            }
            case TELL -> {
                sent.increment();
                any().tell(Job.of(Kind.WORK));
            }
            case TELL_ITSELF -> {
                sent.increment();
                context.self().tell(Job.of(Kind.WORK));
            }
            case FORWARD -> {
                sent.increment();
                context.forward(any(), Job.of(Kind.WORK));
            }
            case PIPE ->
                context.pipeToSelf(later(), (done, failure) -> {
                    sent.increment();
                    return Job.of(Kind.WORK);
                });
            case TICK -> context.timers().startSingle("tick", Job.of(Kind.TICKED), MOMENT);
            case WAIT -> {
                return later().thenRun(this::well);
            }
            case WAIT_AND_FAIL -> {
                return later().thenRun(() -> {
                    throw fails();
                });
            }
            case TICKED -> {
                context.stash().unstashAll();
                return null;
            }
            case STOP -> context.stop();
            case DRAIN -> context.stopAfterDrain();
            default -> {}
        }
        return well();
    }

    private CompletionStage<?> well() {
        handledWell.increment();
        return null;
    }

    private IllegalStateException fails() {
        handledWithAnException.increment();
        return new IllegalStateException("on purpose");
    }

    private static CompletableFuture<?> later() {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
    }

    private ActorRef<Job> any() {
        return actors.get(ThreadLocalRandom.current().nextInt(actors.size()));
    }

    private List<CompletableFuture<?>> send(Random random) {
        List<CompletableFuture<?>> pending = new ArrayList<>();
        for (int i = 0; i < SENDS; i += BURST) {
            ActorRef<Job> actor = actors.get(random.nextInt(actors.size()));
            for (int j = 0; j < BURST; j++) {
                sendOne(actor, Job.of(Kind.any(random)), random, pending);
            }
        }
        return pending;
    }

    private void sendOne(ActorRef<Job> actor, Job job, Random random, List<CompletableFuture<?>> pending) {
        switch (random.nextInt(8)) {
            case 0 -> {
                if (actor.tryTell(job)) {
                    sent.increment();
                }
            }
            case 1 -> {
                sent.increment();
                pending.add(actor.ask(job));
            }
            case 2 -> {
                sent.increment();
                pending.add(actor.ask(job, MOMENT));
            }
            case 3 -> {
                sent.increment();
                CompletableFuture<Integer> ask = actor.ask(job);
                pending.add(ask);
                ask.cancel(false);
            }
            case 4 -> pending.add(offer(actor, job, random.nextBoolean()));
            default -> {
                sent.increment();
                actor.tell(job);
            }
        }
    }

    /** It is sent if and only if the stage says that it has been taken. */
    private CompletableFuture<?> offer(ActorRef<Job> actor, Job job, boolean takesBack) {
        CompletableFuture<Void> offer = actor.offer(job);
        CompletableFuture<?> counted = offer.whenComplete((taken, failure) -> {
            if (failure == null) {
                sent.increment();
            }
        });
        if (takesBack) {
            offer.cancel(false);
        }
        return counted;
    }

    /** Stops somebody now and then until all have been sent. */
    private void disturbUntil(CompletableFuture<?> allSent, Random random) {
        while (!allSent.isDone()) {
            system.stop(actors.get(random.nextInt(actors.size())));
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

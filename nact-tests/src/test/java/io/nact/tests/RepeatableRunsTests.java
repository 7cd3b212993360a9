package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Backoff;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.Simulation;
import io.nact.testkit.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Nothing in the engine but the order of steps decides what happens: not hash codes, not a clock, not a thread. */
class RepeatableRunsTests {

    private static final int SEEDS = 150;

    private enum Doing {
        TELL,
        ASK,
        SPAWN,
        CRASH,
        STOP,
        DRAIN,
        WATCH,
        TIMER,
        STASH,
        HANG,
        FORWARD,
        OFFER
    }

    private record Do(Doing what, int number) implements Request<Integer> {}

    private static Behavior<Do> anything(RandomGenerator random, List<ActorRef<Do>> actors) {
        return Behaviors.<Integer, Do>statefulAsync(0, (state, message, context) -> {
                    boolean hangs = message.what() == Doing.HANG;
                    handle(random, actors, message, context);
                    return hangs ? new CompletableFuture<>() : CompletableFuture.completedFuture(state + 1);
                })
                .onCrash(
                        random.nextBoolean()
                                ? Backoff.exponential(Duration.ofMillis(10), Duration.ofSeconds(1))
                                : SupervisionPolicy.always(Directive.RESET_ALL))
                .onTerminated((state, news, context) -> state + 1)
                .shutdownAfter(Duration.ofSeconds(20))
                .stashCapacity(2);
    }

    private static void handle(
            RandomGenerator random, List<ActorRef<Do>> actors, Do message, ActorContext<Do> context) {
        ActorRef<Do> other = actors.get(random.nextInt(actors.size()));
        Do next = new Do(Doing.values()[random.nextInt(5)], message.number() + 1);
        switch (message.what()) {
            case TELL -> other.tell(next);
            case ASK -> other.ask(next).thenAccept(number -> context.self().tell(next));
            case SPAWN -> actors.add(context.spawn(anything(random, actors)));
            case CRASH -> throw new IllegalStateException("on purpose");
            case STOP -> context.stop();
            case DRAIN -> context.stopAfterDrain();
            case WATCH -> context.watch(other);
            case TIMER -> context.timers().startSingle(message, next, Duration.ofSeconds(random.nextInt(5)));
            case STASH -> {
                if (context.stash().isFull()) {
                    context.stash().unstashAll();
                } else {
                    context.stash().add();
                }
            }
            case FORWARD -> context.forward(other, next);
            case OFFER -> other.offer(next);
            case HANG -> {}
        }
    }

    private static void play(Simulation.Run run) {
        RandomGenerator random = run.random();
        List<ActorRef<Do>> actors = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            actors.add(run.spawn("actor-" + i, anything(random, actors)));
        }
        for (int thread = 0; thread < 3; thread++) {
            Runnable[] pieces = new Runnable[15];
            for (int i = 0; i < pieces.length; i++) {
                ActorRef<Do> actor = actors.get(random.nextInt(6));
                Do message = new Do(Doing.values()[random.nextInt(Doing.values().length)], 0);
                Duration pause = Duration.ofMillis(random.nextInt(3_000));
                pieces[i] = switch (random.nextInt(4)) {
                    case 0 -> () -> actor.ask(message);
                    case 1 -> () -> run.system().stop(actor);
                    case 2 -> () -> run.advance(pause);
                    default -> () -> actor.tell(message);
                };
            }
            run.inOrder(pieces);
        }
        run.advance(Duration.ofMinutes(1));
        run.concurrently(() -> run.system().stop());
        run.untilQuiet();
    }

    private static Simulation simulation(long seed) {
        return Simulation.seed(seed).with(options -> options.withMailbox(Mailboxes.bounded(4)));
    }

    @Test
    void aSeedRepeatsItsRun() {
        List<Trace> first = new ArrayList<>();
        List<Trace> second = new ArrayList<>();
        for (List<Trace> traces : List.of(first, second)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                traces.add(simulation(seed).run(RepeatableRunsTests::play).last());
            }
        }

        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(second.get(seed).toString()).isEqualTo(first.get(seed).toString());
        }
        assertThat(first.toString())
                .as("a run in which everything happens")
                .contains("stopped", "reset", "crashed", "dead letter", "(full)", "(stopped)", "(expired)");
        assertThat(first).anyMatch(trace -> trace.steps().size() > 100);
    }
}

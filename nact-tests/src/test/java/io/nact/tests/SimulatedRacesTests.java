package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Incarnation;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.Terminated;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.Simulation;
import io.nact.testkit.TestProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where two things meet in an actor's life: whichever comes first, what nact promises holds. A thousand orders each. */
class SimulatedRacesTests {

    private static final int SEEDS = 1_000;

    private static final IllegalStateException CRASH = new IllegalStateException("on purpose");

    /** What the seeds led to, so that a scenario that always goes the same way is found out. */
    private final Set<Object> outcomes = new HashSet<>();

    private record Ask(int number) implements Request<Integer> {}

    private enum Order {
        CRASH
    }

    /** Writes down how it lives, and each message; answers asks, and crashes when it is told to. */
    private static Behavior<Object> diary(List<Object> entries) {
        return Behaviors.incarnated(Object.class, start -> {
            entries.add("start");
            return new Incarnation<>() {
                @Override
                public CompletionStage<?> receive(Object message, ActorContext<Object> context) {
                    if (message == Order.CRASH) {
                        throw CRASH;
                    }
                    entries.add(message);
                    if (message instanceof Ask ask) {
                        context.replyTo(ask).reply(ask.number());
                    }
                    return null;
                }

                @Override
                public void reset(ActorContext<Object> context) {
                    entries.add("reset");
                }

                @Override
                public void stopped(ActorContext<Object> context) {
                    entries.add("stopped with " + context.undelivered().size());
                }
            };
        });
    }

    private static Behavior<Object> resetting(List<Object> entries) {
        return diary(entries).onCrash(SupervisionPolicy.always(Directive.RESET));
    }

    private static Runnable[] tells(ActorRef<Object> actor, int messages) {
        return IntStream.range(0, messages)
                .mapToObj(number -> (Runnable) () -> actor.tell(number))
                .toArray(Runnable[]::new);
    }

    /** What is to do now; no time passes, so that nothing ends by a timeout. */
    private static void settle(Simulation.Run run) {
        run.advance(Duration.ZERO);
    }

    @BeforeEach
    void nothingYet() {
        outcomes.clear();
    }

    @AfterEach
    void theSeedsLedToDifferentOutcomes() {
        assertThat(outcomes).hasSizeGreaterThan(1);
    }

    /** Guarantees 3 and 7: handled in order up to some message, the rest are dead letters, one last turn. */
    @Test
    void aStopMeetsMessages() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> entries = new ArrayList<>();
            ActorRef<Object> actor = run.spawn("actor", diary(entries));
            run.inOrder(tells(actor, 6));
            run.concurrently(() -> run.system().stop(actor));
            settle(run);

            List<Object> handled =
                    entries.stream().filter(Integer.class::isInstance).toList();
            assertThat(handled)
                    .isEqualTo(IntStream.range(0, handled.size()).boxed().toList());
            assertThat(run.system().deadLetters(Reason.STOPPED)).isEqualTo(6 - handled.size());
            assertThat(entries.stream().filter(entry -> entry.toString().startsWith("stopped")))
                    .hasSize(entries.isEmpty() ? 0 : 1);
            outcomes.add(entries);
        });
    }

    /** Guarantee 8: a stop beats a reset; a life that began ends once, by the one or the other. */
    @Test
    void aStopMeetsAReset() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> entries = new ArrayList<>();
            ActorRef<Object> actor = run.spawn("actor", resetting(entries));
            run.concurrently(() -> actor.tell(Order.CRASH), () -> actor.tell(1), () -> actor.tell(Order.CRASH));
            List<CompletableFuture<Void>> stopped = new ArrayList<>();
            run.concurrently(() -> stopped.add(run.system().stop(actor)));
            settle(run);

            assertThat(stopped)
                    .singleElement()
                    .satisfies(stop -> assertThat(stop).isCompleted());
            String lives = String.join(
                    " ",
                    entries.stream()
                            .filter(String.class::isInstance)
                            .map(entry -> entry.toString().split(" ")[0])
                            .toList());
            assertThat(lives).matches("|start (reset start )*stopped");
            outcomes.add(lives);
        });
    }

    /** Guarantees 5 and 8: over resets the mailbox is kept in order, and each ask ends without the clock. */
    @Test
    void aResetMeetsAsks() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> entries = new ArrayList<>();
            ActorRef<Object> actor = run.spawn("actor", resetting(entries));
            List<CompletableFuture<Integer>> asks = new ArrayList<>();
            run.inOrder(IntStream.range(0, 4)
                    .mapToObj(number -> (Runnable) () -> asks.add(actor.ask(new Ask(number))))
                    .toArray(Runnable[]::new));
            run.concurrently(() -> actor.tell(Order.CRASH), () -> actor.tell(Order.CRASH));
            settle(run);

            assertThat(asks).extracting(CompletableFuture::join).containsExactly(0, 1, 2, 3);
            assertThat(entries.stream().filter(Ask.class::isInstance))
                    .containsExactly(new Ask(0), new Ask(1), new Ask(2), new Ask(3));
            assertThat(entries.stream().filter("reset"::equals)).hasSize(2);
            outcomes.add(entries);
        });
    }

    /** Guarantee 5: a promised answer comes, or fails at once when the life that promised it ends. */
    @Test
    void aResetMeetsAPromisedAnswer() {
        Simulation.seeds(SEEDS).run(run -> {
            List<ReplyRef<Integer>> promises = new ArrayList<>();
            ActorRef<Object> actor = run.spawn(
                    "actor",
                    Behaviors.<Integer, Object>stateful(0, (state, message, context) -> {
                                if (message instanceof Ask ask) {
                                    promises.add(context.replyTo(ask));
                                    return state;
                                }
                                throw CRASH;
                            })
                            .onCrash(SupervisionPolicy.always(Directive.RESET)));
            CompletableFuture<Integer> ask = actor.ask(new Ask(1));
            run.concurrently(() -> actor.tell(Order.CRASH), () -> promises.forEach(promise -> promise.reply(1)));
            settle(run);

            // The answer may have been tried before there was anybody to answer: then the crash ends the ask.
            assertThat(ask).isDone();
            outcomes.add(outcomeOf(ask));
        });
        assertThat(outcomes).containsExactlyInAnyOrder(1, ActorStoppedException.class);
    }

    private static Object outcomeOf(CompletableFuture<?> ask) {
        try {
            return ask.join();
        } catch (CompletionException e) {
            return e.getCause().getClass();
        }
    }

    /** A watcher gets the news once, whether it began before the end, amid it or after. */
    @Test
    void aWatchMeetsAStop() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> entries = new ArrayList<>();
            TestProbe<Terminated> news = run.probe("news");
            ActorRef<Object> target = run.spawn("target", diary(entries));
            ActorRef<String> watcher = run.spawn(
                    "watcher",
                    Behaviors.<String>stateless((message, context) -> context.watch(target))
                            .concurrency(1)
                            .onTerminated((terminated, context) -> news.ref().tell(terminated)));
            run.concurrently(
                    () -> watcher.tell("watch"), () -> run.system().stop(target), () -> target.tell("a message"));
            settle(run);

            assertThat(news.queued()).hasSize(1);
            outcomes.add(news.receive().reason());
        });
        assertThat(outcomes).contains(Terminated.Reason.STOPPED, Terminated.Reason.NOT_FOUND);
    }

    /** Once the watch has been ended no news of it arrives. */
    @Test
    void theEndOfAWatchMeetsAStop() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> seen = new ArrayList<>();
            ActorRef<Object> target = run.spawn("target", diary(new ArrayList<>()));
            ActorRef<String> watcher = run.spawn(
                    "watcher",
                    Behaviors.<String>stateless((message, context) -> {
                                if (message.equals("watch")) {
                                    context.watch(target);
                                } else {
                                    context.unwatch(target);
                                }
                                seen.add(message);
                            })
                            .concurrency(1)
                            .onTerminated((terminated, context) -> seen.add("news")));
            run.inOrder(() -> watcher.tell("watch"), () -> watcher.tell("unwatch"));
            run.concurrently(() -> run.system().stop(target));
            settle(run);

            assertThat(seen).startsWith("watch").endsWith("unwatch").doesNotHaveDuplicates();
            outcomes.add(seen);
        });
    }

    /** Guarantees 2 and 3: an entity comes and goes, and nothing is lost, doubled or out of order. */
    @Test
    void aPassivationMeetsMessages() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> entries = new ArrayList<>();
            Entities<Object> kind = EntityKinds.register(run.system(), "kind", diary(entries), Duration.ofSeconds(1));
            List<CompletableFuture<Integer>> asks = new ArrayList<>();
            run.inOrder(IntStream.range(0, 6)
                    .mapToObj(number -> (Runnable) () -> asks.add(kind.get("id").ask(new Ask(number))))
                    .toArray(Runnable[]::new));
            Runnable second = () -> run.advance(Duration.ofMillis(1_001));
            run.inOrder(second, second, second, second);
            settle(run);

            assertThat(asks).extracting(CompletableFuture::join).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(entries.stream().filter(Ask.class::isInstance))
                    .containsExactly(IntStream.range(0, 6).mapToObj(Ask::new).toArray());
            assertThat(IntStream.range(0, Reason.values().length)
                            .mapToLong(i -> run.system().deadLetters(Reason.values()[i]))
                            .sum())
                    .isZero();
            outcomes.add(entries);
        });
        assertThat(outcomes).anyMatch(entries -> entries.toString().contains("stopped with 0, start"));
    }

    /** Guarantees 5 and 6: an ask ends once, with its reply or with the timeout, and an expired one begins no turn. */
    @Test
    void aTimeoutMeetsAReply() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> entries = new ArrayList<>();
            ActorRef<Object> actor = run.spawn("actor", diary(entries));
            run.concurrently(() -> run.advance(Duration.ofSeconds(1)));
            List<Object> ends = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                actor.ask(new Ask(i), Duration.ofSeconds(1))
                        .whenComplete((reply, failure) -> ends.add(reply != null ? reply : failure.getClass()));
            }
            run.untilQuiet();

            assertThat(ends).hasSize(3);
            long replies = ends.stream().filter(Integer.class::isInstance).count();
            assertThat(ends.stream().filter(AskTimeoutException.class::equals)).hasSize(3 - (int) replies);
            long handled = entries.stream().filter(Ask.class::isInstance).count();
            assertThat(handled).isGreaterThanOrEqualTo(replies);
            assertThat(handled + run.system().deadLetters(Reason.EXPIRED)).isEqualTo(3);
            outcomes.add(ends);
        });
    }
}

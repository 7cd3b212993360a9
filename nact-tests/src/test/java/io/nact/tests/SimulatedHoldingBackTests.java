package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an actor holds back, for later or for when there is room, amid everything else: a thousand orders each. */
class SimulatedHoldingBackTests {

    private static final int SEEDS = 1_000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Set<Object> outcomes = new HashSet<>();

    private record Ask(int number) implements Request<Integer> {}

    @AfterEach
    void theSeedsLedToDifferentOutcomes() {
        assertThat(outcomes).hasSizeGreaterThan(1);
    }

    private static Runnable[] asks(ActorRef<Object> actor, int count, List<CompletableFuture<Integer>> answers) {
        return IntStream.range(0, count)
                .mapToObj(number -> (Runnable) () -> answers.add(actor.ask(new Ask(number), Duration.ofHours(1))))
                .toArray(Runnable[]::new);
    }

    /** Once a timer has been cancelled no message of it arrives any more, even if it was due already. */
    @Test
    void theEndOfATimerMeetsItsTick() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> seen = new ArrayList<>();
            ActorRef<String> actor =
                    run.spawn("actor", Behaviors.<Integer, String>stateful(0, (state, message, context) -> {
                        if (message.equals("start")) {
                            context.timers().startFixedDelay("tick", "tick", SECOND);
                        } else if (message.equals("cancel")) {
                            context.timers().cancel("tick");
                        }
                        seen.add(message);
                        return state;
                    }));
            actor.tell("start");
            run.inOrder(() -> run.advance(SECOND), () -> run.advance(SECOND));
            run.concurrently(() -> actor.tell("cancel"), () -> actor.tell("another"));
            run.advance(Duration.ZERO);

            assertThat(seen.get(0)).isEqualTo("start");
            assertThat(seen.subList(seen.indexOf("cancel"), seen.size())).doesNotContain("tick");
            outcomes.add(seen);
        });
    }

    /** The stash goes back before what waits, over resets too; nothing is lost, each ask is answered. */
    @Test
    void aStashMeetsAReset() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Integer> handled = new ArrayList<>();
            ActorRef<Object> actor = run.spawn("actor", opening(handled));
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            run.inOrder(asks(actor, 4, answers));
            run.concurrently(() -> actor.tell("crash"), () -> actor.tell("open"));
            run.advance(Duration.ZERO);

            // A crash after the opening shuts it again.
            actor.tell("open");
            run.advance(Duration.ZERO);
            assertThat(answers).extracting(CompletableFuture::join).containsExactly(0, 1, 2, 3);
            assertThat(handled).containsExactly(0, 1, 2, 3);
            outcomes.add(run.trace().steps());
        });
    }

    /** Stashes until it is opened. */
    private static Behavior<Object> opening(List<Integer> handled) {
        return Behaviors.<Boolean, Object>stateful(false, (open, message, context) -> {
                    if (message.equals("crash")) {
                        throw new IllegalStateException("on purpose");
                    }
                    if (message.equals("open")) {
                        context.stash().unstashAll();
                        return true;
                    }
                    if (!open) {
                        context.stash().add();
                    } else {
                        Ask ask = (Ask) message;
                        handled.add(ask.number());
                        context.replyTo(ask).reply(ask.number());
                    }
                    return open;
                })
                .onCrash(SupervisionPolicy.always(Directive.RESET));
    }

    /** An offer is taken, or it fails and the message is still the sender's: neither lost nor a dead letter. */
    @Test
    void anOfferMeetsAStop() {
        Simulation.seeds(SEEDS)
                .with(options -> options.withMailbox(Mailboxes.bounded(1)))
                .run(run -> {
                    List<Object> handled = new ArrayList<>();
                    ActorRef<Integer> actor =
                            run.spawn("actor", Behaviors.<Integer, Integer>stateful(0, (state, message, context) -> {
                                handled.add(message);
                                return state;
                            }));
                    List<CompletableFuture<Void>> offers = new ArrayList<>();
                    run.inOrder(IntStream.range(0, 5)
                            .mapToObj(number -> (Runnable) () -> offers.add(actor.offer(number)))
                            .toArray(Runnable[]::new));
                    run.concurrently(() -> run.system().stop(actor));
                    run.advance(Duration.ZERO);

                    assertThat(offers).hasSize(5).allMatch(CompletableFuture::isDone);
                    long taken = offers.stream()
                            .filter(offer -> !offer.isCompletedExceptionally())
                            .count();
                    assertThat(handled)
                            .isEqualTo(
                                    IntStream.range(0, handled.size()).boxed().toList());
                    assertThat(handled.size() + run.system().deadLetters(Reason.STOPPED))
                            .isEqualTo(taken);
                    outcomes.add(handled);
                });
    }

    /** Draining handles what waited, and what comes later is refused; together that is all. */
    @Test
    void aDrainMeetsMessages() {
        Simulation.seeds(SEEDS).run(run -> {
            List<Object> handled = new ArrayList<>();
            ActorRef<Object> actor =
                    run.spawn("actor", Behaviors.<Integer, Object>stateful(0, (state, message, context) -> {
                        if (message instanceof Ask ask) {
                            handled.add(ask.number());
                            context.replyTo(ask).reply(ask.number());
                        } else {
                            context.stopAfterDrain();
                        }
                        return state;
                    }));
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            run.inOrder(asks(actor, 6, answers));
            run.concurrently(() -> actor.tell("drain"));
            run.advance(Duration.ZERO);

            assertThat(handled)
                    .isEqualTo(IntStream.range(0, handled.size()).boxed().toList());
            assertThat(answers).hasSize(6).allMatch(CompletableFuture::isDone);
            for (int i = 0; i < 6; i++) {
                assertThat(answers.get(i).isCompletedExceptionally()).isEqualTo(i >= handled.size());
            }
            outcomes.add(handled);
        });
    }

    /** Guarantee 5: an ask ends with the system, however far it has got. */
    @Test
    void theEndOfASystemMeetsAsks() {
        Simulation.seeds(SEEDS).run(run -> {
            List<ActorRef<Object>> chain = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int next = i + 1;
                chain.add(run.spawn("actor-" + i, Behaviors.statelessAsync((message, context) -> {
                    Ask ask = (Ask) message;
                    if (next == 3) {
                        context.replyTo(ask).reply(ask.number());
                        return null;
                    }
                    return chain.get(next)
                            .ask(new Ask(ask.number() + 1), Duration.ofHours(1))
                            .thenAccept(context.replyTo(ask)::reply);
                })));
            }
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            run.inOrder(asks(chain.get(0), 3, answers));
            run.concurrently(() -> run.system().stop());
            run.advance(Duration.ofMinutes(1));

            assertThat(answers).hasSize(3).allMatch(CompletableFuture::isDone);
            outcomes.add(answers.stream()
                    .map(answer -> answer.handle((value, failure) -> failure == null ? value : failure.getClass())
                            .join())
                    .toList());
        });
        assertThat(outcomes)
                .contains(List.of(2, 3, 4))
                .anyMatch(ends -> ends.toString().contains(ActorStoppedException.class.getName()));
    }
}

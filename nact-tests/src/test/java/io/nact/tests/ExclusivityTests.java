package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Incarnation;
import io.nact.Request;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 1: one message at a time, and each turn sees what the one before it wrote. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class ExclusivityTests {

    /** Asks for the count so far. */
    private record Count() implements Request<Integer> {}

    @RegisterExtension
    final TestSystem system;

    private final AtomicReference<String> overlap = new AtomicReference<>();

    ExclusivityTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void turnsOfOneActorNeverOverlapAndSeeEachOthersWrites() {
        ActorRef<Object> actor = system.spawn("actor", Behaviors.incarnated(Object.class, context -> new Counter()));

        onThreads(4, () -> IntStream.range(0, 30_000).forEach(i -> actor.tell("one")));

        assertReply(actor.ask(new Count())).isEqualTo(4 * 30_000);
        assertThat(overlap).hasValue(null);
    }

    @Test
    void asynchronousTurnsOfOneActorNeverOverlapAndSeeEachOthersWrites() {
        ActorRef<Object> actor =
                system.spawn("actor", Behaviors.incarnated(Object.class, context -> new AsyncCounter()));

        onThreads(4, () -> IntStream.range(0, 500).forEach(i -> actor.tell("one")));

        assertReply(actor.ask(new Count())).isEqualTo(4 * 500);
        assertThat(overlap).hasValue(null);
    }

    @Test
    void callsTellsAndAsksFromManyThreadsNeverOverlap() {
        ActorRef<Object> actor = system.spawn("actor", Behaviors.incarnated(Object.class, context -> new Counter()));
        AtomicInteger calls = new AtomicInteger();

        onThreads(4, () -> {
            for (int i = 0; i < 3_000; i++) {
                actor.tell("one");
                if (i % 3 == 0) {
                    actor.call(new Count());
                    calls.incrementAndGet();
                }
                if (i % 5 == 0) {
                    actor.ask(new Count());
                }
            }
        });

        assertThat(actor.<Integer>call(new Count())).isEqualTo(4 * 3_000);
        assertThat(calls).hasValue(4 * 1_000);
        assertThat(overlap).hasValue(null);
    }

    @Test
    void turnsNeverOverlapOverCrashesAndResets() {
        AtomicInteger handled = new AtomicInteger();
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.incarnated(Object.class, context -> new Counter() {
                            @Override
                            void handle(Object message) {
                                super.handle(message);
                                handled.incrementAndGet();
                                if (count % 100 == 0) {
                                    throw new IllegalStateException("a crash now and then, on purpose");
                                }
                            }
                        })
                        .onCrash(SupervisionPolicy.always(Directive.RESET)));

        onThreads(4, () -> IntStream.range(0, 1_000).forEach(i -> actor.tell("one")));

        Waiting.reply(actor.ask(new Count()));
        assertThat(handled).hasValue(4 * 1_000);
        assertThat(overlap).hasValue(null);
    }

    @Test
    void theStateOfAFunctionIsSeenByTheNextTurnWhicheverThreadRunsIt() {
        // A chain of plain objects: a turn that saw an old or a half-written state would break it.
        record Link(int number, Link before) {}
        Probe<Link> probe = new Probe<>();
        ActorRef<Integer> actor =
                system.spawn("actor", Behaviors.stateful(Integer.class, new Link(0, null), (state, number, context) -> {
                    Link next = new Link(state.number() + 1, number % 100 == 0 ? null : state);
                    if (next.number() == 20_000) {
                        probe.saw(next);
                    }
                    return next;
                }));

        onThreads(2, () -> IntStream.range(0, 10_000).forEach(actor::tell));

        Link last = probe.next();
        assertThat(last.number()).isEqualTo(20_000);
    }

    @Test
    void theInitialStateThePolicyAndTheLastActionRunInTheActorsTurnToo() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger decisions = new AtomicInteger();
        Probe<Integer> last = new Probe<>();
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.statefulFrom(
                                Integer.class,
                                context -> alone(inside, () -> new int[1]),
                                (state, number, context) -> alone(inside, () -> {
                                    state[0]++;
                                    if (number % 50 == 0) {
                                        throw new IllegalStateException("a crash now and then, on purpose");
                                    }
                                    return state;
                                }))
                        .onCrash(crash -> alone(inside, () -> {
                            decisions.incrementAndGet();
                            return crash.count() % 2 == 0 ? Directive.RESET : Directive.RESUME;
                        }))
                        .afterStop((state, context) -> last.saw(alone(inside, () -> state[0]))));

        onThreads(4, () -> IntStream.range(0, 1_000).forEach(actor::tell));
        await().untilAtomic(decisions, equalTo(80));
        system.stopAndWait(actor);

        assertThat(last.next()).isNotNegative();
        assertThat(overlap).hasValue(null);
    }

    private static void onThreads(int count, Runnable work) {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            done.add(CompletableFuture.runAsync(work, task -> new Thread(task).start()));
        }
        done.forEach(Waiting::reply);
    }

    private <T> T alone(AtomicInteger inside, Supplier<T> work) {
        if (inside.incrementAndGet() != 1) {
            overlap.set("two at once");
        }
        try {
            return work.get();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Counts in a plain field. */
    private class Counter implements Incarnation<Object> {

        int count;

        private boolean inside;

        @Override
        public CompletionStage<?> receive(Object message, ActorContext<Object> context) throws Exception {
            enter();
            try {
                if (message instanceof Count request) {
                    context.replyTo(request).reply(count);
                } else {
                    handle(message);
                }
                return null;
            } finally {
                inside = false;
            }
        }

        void handle(Object message) {
            count++;
        }

        final void enter() {
            if (inside) {
                overlap.set("two turns at once");
            }
            inside = true;
        }

        final void leave() {
            inside = false;
        }
    }

    /** Counts when the stage has completed, on whichever thread. */
    private final class AsyncCounter extends Counter {

        @Override
        public CompletionStage<?> receive(Object message, ActorContext<Object> context) {
            enter();
            if (message instanceof Count request) {
                context.replyTo(request).reply(count);
                leave();
                return null;
            }
            return CompletableFuture.supplyAsync(() -> message);
        }

        @Override
        public CompletionStage<?> resumed(Object value, Throwable failure, ActorContext<Object> context) {
            count++;
            leave();
            return null;
        }
    }

    @Test
    void anInterruptThatATurnLeavesBehindDoesNotReachTheNext() {
        ActorRef<Script<?>> first = system.spawn("first", Script.actor());
        ActorRef<Script<?>> second = system.spawn("second", Script.actor());

        for (int i = 0; i < 50; i++) {
            first.tell(Script.run(context -> Thread.currentThread().interrupt()));
            assertReply(second.ask(Script.reply(context -> Thread.interrupted())))
                    .isEqualTo(false);
        }
    }
}

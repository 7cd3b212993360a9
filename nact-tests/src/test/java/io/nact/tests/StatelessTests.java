package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Directive;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A handler without state: several messages at once. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class StatelessTests {

    /** A message whose turn stays open until the test completes it. */
    private record Job(int number, CompletableFuture<Object> done) {

        Job(int number) {
            this(number, new CompletableFuture<>());
        }
    }

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    StatelessTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private Behavior<Job> worker() {
        return Behaviors.statelessAsync(Job.class, (job, context) -> {
            probe.saw(job.number());
            return job.done();
        });
    }

    private static List<Job> jobs(int count) {
        return IntStream.range(0, count).mapToObj(Job::new).toList();
    }

    /** nact: the documentation says several at once, 7.6.0 handles one. */
    @Test
    void severalMessagesAreHandledAtOnce() {
        CyclicBarrier together = new CyclicBarrier(3);
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.stateless(Integer.class, (number, context) -> {
                            try {
                                together.await(10, TimeUnit.SECONDS);
                                probe.saw(number);
                            } catch (BrokenBarrierException e) {
                                probe.saw("they never met");
                            }
                        })
                        .concurrency(3));

        IntStream.range(0, 3).forEach(actor::tell);

        probe.expectInAnyOrder(0, 1, 2);
    }

    @Test
    void neverMoreAreHandledAtOnceThanAllowedAndTheyBeginInTheOrderOfTheMailbox() {
        ActorRef<Job> actor = system.spawn("actor", worker().concurrency(2));
        List<Job> jobs = jobs(50);

        jobs.forEach(actor::tell);

        probe.expectInAnyOrder(0, 1);
        Deque<Job> inHand = new ArrayDeque<>(jobs.subList(0, 2));
        for (Job next : jobs.subList(2, 50)) {
            assertThat(probe.soFar()).isEmpty();
            Job ends = next.number() % 3 == 0 ? inHand.pollFirst() : inHand.pollLast();
            ends.done().complete("done");
            probe.expect(next.number());
            inHand.addLast(next);
        }
        jobs.forEach(job -> job.done().complete("done"));
    }

    @Test
    void blockingHandlersAreLimitedToo() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.stateless(Integer.class, (number, context) -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.yield();
                            inside.decrementAndGet();
                            probe.saw(number);
                        })
                        .concurrency(3));

        IntStream.range(0, 5_000).forEach(actor::tell);

        assertThat(probe.next(5_000))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 5_000).<Object>mapToObj(i -> i).toList());
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void oneAtATimeIsStrictOrder() {
        AtomicInteger inside = new AtomicInteger();
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.stateless(Integer.class, (number, context) -> {
                            if (inside.incrementAndGet() != 1) {
                                probe.saw("two at once");
                            }
                            probe.saw(number);
                            inside.decrementAndGet();
                        })
                        .concurrency(1));

        IntStream.range(0, 10_000).forEach(actor::tell);

        assertThat(probe.next(10_000))
                .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void oneAtATimeWaitsForEachStage() {
        ActorRef<Job> actor = system.spawn("actor", worker().concurrency(1));
        List<Job> jobs = jobs(10);

        jobs.forEach(actor::tell);

        for (Job job : jobs) {
            probe.expect(job.number());
            assertThat(probe.soFar()).isEmpty();
            job.done().complete("done");
        }
    }

    @Test
    void untoldItIsAsManyAtOnceAsTheDispatcherHasWorkers() {
        try (Dispatcher dispatcher = Dispatchers.workStealing("five", 5)) {
            ActorRef<Job> actor = system.spawn("actor", worker().dispatcher(dispatcher));
            List<Job> jobs = jobs(20);

            jobs.forEach(actor::tell);

            probe.expectInAnyOrder(0, 1, 2, 3, 4);
            assertThat(system.type("actor").waiting()).isEqualTo(15);
            assertThat(probe.soFar()).isEmpty();
            jobs.forEach(job -> job.done().complete("done"));
            probe.next(15);
            system.stopAndWait(actor);
        }
    }

    /** nact: a stateless actor's own onCrash is overridden, and its failures vanish without a trace. */
    @Test
    void itsPolicyDecidesAboutItsCrashes() {
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.stateless(Integer.class, (number, context) -> {
                            if (number == 1) {
                                throw new IllegalStateException("on purpose");
                            }
                            probe.saw(number);
                        })
                        .concurrency(1)
                        .onCrash(crash -> {
                            probe.saw("crashed at " + crash.message());
                            return Directive.RESUME;
                        }));

        IntStream.range(0, 4).forEach(actor::tell);

        probe.expect(0, "crashed at 1", 2, 3);
    }

    @Test
    void aStageThatFailsIsACrashToo() {
        ActorRef<Job> actor = system.spawn("actor", worker().concurrency(2).onCrash(crash -> {
            probe.saw(crash.cause().getMessage());
            return Directive.RESUME;
        }));
        List<Job> jobs = jobs(3);
        jobs.forEach(actor::tell);
        probe.expectInAnyOrder(0, 1);

        jobs.get(0).done().completeExceptionally(new IllegalStateException("on purpose"));

        probe.expectInAnyOrder("on purpose", 2);
        jobs.forEach(job -> job.done().complete("done"));
    }

    @Test
    void withoutAPolicyACrashStopsItOnceTheOtherTurnsHaveEnded() {
        ActorRef<Job> actor = system.spawn("actor", reporting(worker().concurrency(2)));
        List<Job> jobs = jobs(5);
        jobs.forEach(actor::tell);
        probe.expectInAnyOrder(0, 1);

        jobs.get(0).done().completeExceptionally(new IllegalStateException("on purpose"));
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        jobs.get(1).done().complete("done");

        probe.expect("ended with 3 undelivered");
        system.stopAndWait(actor);
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(3);
    }

    @Test
    void aStopLetsNoFurtherTurnBegin() {
        ActorRef<Job> actor = system.spawn("actor", reporting(worker().concurrency(2)));
        List<Job> jobs = jobs(5);
        jobs.forEach(actor::tell);
        probe.expectInAnyOrder(0, 1);

        CompletableFuture<Void> stopped = system.stop(actor);
        jobs.get(0).done().complete("done");
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        jobs.get(1).done().complete("done");

        Waiting.reply(stopped);
        probe.expect("ended with 3 undelivered");
    }

    private Behavior<Job> reporting(Behavior<Job> behavior) {
        return behavior.afterStop(
                context -> probe.saw("ended with " + context.undelivered().size() + " undelivered"));
    }

    @Test
    void aStopWaitsForAllTurnsInHand() {
        ActorRef<Job> actor = system.spawn("actor", worker().concurrency(3).afterStop(context -> probe.saw("ended")));
        List<Job> jobs = jobs(3);
        jobs.forEach(actor::tell);
        probe.expectInAnyOrder(0, 1, 2);

        CompletableFuture<Void> stopped = system.stop(actor);
        jobs.get(2).done().complete("done");
        jobs.get(0).done().complete("done");
        assertThat(stopped).isNotDone();
        jobs.get(1).done().complete("done");

        Waiting.reply(stopped);
        probe.expect("ended");
    }

    @Test
    void aResetWaitsForAllTurnsInHand() {
        AtomicInteger open = new AtomicInteger();
        ActorRef<Job> actor = system.spawn(
                "actor",
                Behaviors.statelessAsync(Job.class, (job, context) -> {
                            probe.saw(job.number() + " begun beside " + open.getAndIncrement());
                            return job.done().whenComplete((value, failure) -> open.decrementAndGet());
                        })
                        .concurrency(2)
                        .onCrash(crash -> {
                            probe.saw("crashed");
                            return Directive.RESET;
                        }));
        List<Job> jobs = jobs(3);
        actor.tell(jobs.get(0));
        probe.expect("0 begun beside 0");
        actor.tell(jobs.get(1));
        probe.expect("1 begun beside 1");
        actor.tell(jobs.get(2));

        jobs.get(0).done().completeExceptionally(new IllegalStateException("on purpose"));
        probe.expect("crashed");
        assertThat(probe.soFar()).isEmpty();
        jobs.get(1).done().complete("done");

        probe.expect("2 begun beside 0");
        jobs.get(2).done().complete("done");
    }

    @Test
    void repliesReachTheirAskersHoweverManyAreHandledAtOnce() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.<Script<?>>statelessAsync((script, context) -> answer(script, context))
                        .concurrency(4));
        List<CompletableFuture<Integer>> replies = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            replies.add(actor.ask(Script.reply(context -> number)));
        }

        for (int i = 0; i < 1_000; i++) {
            assertThat((int) Waiting.reply(replies.get(i))).isEqualTo(i);
        }
    }

    private static <R> CompletionStage<?> answer(Script<R> script, ActorContext<Script<?>> context) throws Exception {
        return script.action().run(script, context);
    }

    /** A router that makes an actor per user, on the first message for that user. */
    @Test
    void aChildIsMadeOnceHoweverManyTurnsAskForItAtOnce() {
        ActorRef<String> router = system.spawn(
                "router",
                Behaviors.stateless(
                                String.class,
                                (user, context) ->
                                        context.child(user, probe::behavior).tell(user))
                        .concurrency(4));

        for (int i = 0; i < 500; i++) {
            for (int j = 0; j < 4; j++) {
                router.tell("user-" + i);
            }
        }

        assertThat(probe.next(2_000)).hasSize(2_000);
        assertThat(system.type("router/*").live()).isEqualTo(500);
    }

    @Test
    void onlyABehaviourWithoutStateHandlesSeveralMessagesAtOnce() {
        assertThatIllegalStateException().isThrownBy(() -> Script.actor().concurrency(2));
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Behaviors.incarnated(String.class, context -> null).concurrency(2));
    }

    @Test
    void atLeastOneMessageIsHandledAtATime() {
        Behavior<Job> worker = worker();

        assertThatIllegalArgumentException().isThrownBy(() -> worker.concurrency(0));
        assertThatIllegalArgumentException().isThrownBy(() -> worker.concurrency(-1));
    }
}

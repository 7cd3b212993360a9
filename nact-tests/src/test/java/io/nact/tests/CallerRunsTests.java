package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.ReplyRef;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.inspect.ActorStatus;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thread that calls an idle actor takes its turn itself, where that changes nothing for anybody. */
class CallerRunsTests {

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private ActorRef<Script<?>> idleActor() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Script.settle(actor);
        awaitRest(actor);
        return actor;
    }

    /** Its last turn may have answered before the thread that ran it has let go. */
    private static void awaitRest(ActorRef<Script<?>> actor) {
        await().until(() -> threadOf(actor) == Thread.currentThread());
    }

    private static Thread threadOf(ActorRef<Script<?>> actor) {
        return actor.call(Script.reply(context -> Thread.currentThread()));
    }

    private ActorStatus status(ActorRef<?> actor) {
        return system.actors()
                .inspect()
                .actor(actor.path())
                .orElseThrow()
                .actor()
                .status();
    }

    private boolean isOfTheDispatcher(Thread thread) {
        return thread.getName().startsWith(system.threadPrefix() + "-");
    }

    @Test
    void theTurnOfAnIdleActorRunsOnTheCaller() {
        ActorRef<Script<?>> actor = idleActor();

        assertThat(threadOf(actor)).isSameAs(Thread.currentThread());
    }

    @Test
    void soDoesThatOfAnEntity() {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.syncActor().childrenOnDemand(name -> Script.syncActor()));
        ActorRef<Script<?>> entity = system.child(parent, "42");
        Script.settle(entity);

        awaitRest(entity);
    }

    @Test
    void anAskDoesNot() {
        ActorRef<Script<?>> actor = idleActor();

        assertReply(actor.ask(Script.reply(context -> isOfTheDispatcher(Thread.currentThread()))))
                .isEqualTo(true);
    }

    @Test
    void aBusyActorTakesTheTurnItself() {
        ActorRef<Script<?>> actor = idleActor();
        Gate gate = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        CompletableFuture<Thread> thread =
                CompletableFuture.supplyAsync(() -> threadOf(actor), CallerRunsTests::onAThread);

        await().until(() -> system.actors().depth(actor) == 1);
        gate.open();

        assertThat(isOfTheDispatcher(Waiting.reply(thread))).isTrue();
    }

    @Test
    void whatWasToldBeforeIsHandledBefore() {
        ActorRef<Script<?>> actor = idleActor();
        List<Integer> seen = new ArrayList<>();

        for (int i = 0; i < 1_000; i++) {
            int told = i;
            actor.tell(Script.run(context -> seen.add(told)));
            if (i % 3 == 0) {
                int handled = actor.call(Script.reply(context -> seen.size()));
                assertThat(handled).isEqualTo(i + 1);
            }
        }
        Script.settle(actor);

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void whatIsToldInTheTurnIsLeftToTheDispatcher() {
        ActorRef<Script<?>> actor = idleActor();
        AtomicReference<Thread> next = new AtomicReference<>();

        actor.call(Script.reply(context -> {
            context.self().tell(Script.run(inner -> next.set(Thread.currentThread())));
            return Thread.currentThread();
        }));

        await().until(() -> next.get() != null);
        assertThat(isOfTheDispatcher(next.get())).isTrue();
    }

    @Test
    void whatFollowsAnotherAnswerIsNotTheCallersBusiness() {
        ActorRef<Script<?>> actor = idleActor();
        AtomicReference<ReplyRef<String>> promised = new AtomicReference<>();
        CompletableFuture<String> earlier = actor.ask(Script.async((request, context) -> {
            promised.set(context.replyTo(request));
            return null;
        }));
        Script.settle(actor);
        awaitRest(actor);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Thread> followed = earlier.thenApply(answer -> {
            awaitEnd(over);
            return Thread.currentThread();
        });

        String answer = actor.call(Script.reply(context -> {
            promised.get().reply("late");
            return "at once";
        }));
        over.countDown();

        assertThat(answer).isEqualTo("at once");
        assertThat(isOfTheDispatcher(Waiting.reply(followed))).isTrue();
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anExceptionIsTheCallers() {
        ActorRef<Script<?>> actor = idleActor();

        assertThatIllegalStateException()
                .isThrownBy(() -> actor.call(Script.reply(context -> {
                    throw new IllegalStateException("on purpose");
                })))
                .withMessage("on purpose");
    }

    @Test
    void theActorMayStop() {
        ActorRef<Script<?>> actor = idleActor();

        actor.call(Script.reply(context -> {
            context.stop();
            return "stopped";
        }));

        await().until(() -> system.live() == 0);
    }

    @Test
    void aStageIsWaitedForWithoutTheActor() {
        ActorRef<Script<?>> actor = system.spawn("asynchronous", Script.actor());
        Script.settle(actor);
        await().until(() -> status(actor) == ActorStatus.IDLE);
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<Thread> handledOn = new CompletableFuture<>();
        CompletableFuture<String> called = CompletableFuture.supplyAsync(
                () -> actor.call(Script.async((request, context) -> {
                    handledOn.complete(Thread.currentThread());
                    ReplyRef<String> reply = context.replyTo(request);
                    return stage.thenRun(() -> reply.reply("after the stage"));
                })),
                CallerRunsTests::onAThread);

        assertThat(Waiting.reply(handledOn).getName()).isEqualTo("caller");
        assertThat(called).isNotDone();
        stage.complete("done");

        assertReply(called).isEqualTo("after the stage");
        Script.settle(actor);
    }

    /** It ends the caller's waiting, and is no failure of the actor. */
    @Test
    void anInterruptFromElsewhereIsNoCrash() {
        ActorRef<Script<?>> actor = idleActor();
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        actor.call(Script.reply(context -> {
                            waiting.complete(Thread.currentThread());
                            return new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                        }));
                        throw new AssertionError("Nobody opens the latch");
                    } catch (ActorException e) {
                        return e.getCause() instanceof InterruptedException && Thread.interrupted();
                    }
                },
                CallerRunsTests::onAThread);

        Waiting.reply(waiting).interrupt();

        assertReply(interrupted).isEqualTo(true);
        assertReply(actor.ask(Script.reply(context -> "still here"))).isEqualTo("still here");
    }

    @Test
    @Timeout(20)
    void anExceptionWhoseCausesGoRoundInACircleIsTheCallersToo() {
        ActorRef<Script<?>> actor = idleActor();
        IllegalStateException cause = new IllegalStateException("cause");
        IllegalStateException failure = new IllegalStateException("on purpose", cause);
        cause.initCause(failure);

        assertThatIllegalStateException()
                .isThrownBy(() -> actor.call(Script.reply(context -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void aCrashIsDecidedAsAnyOther() {
        for (Directive directive : List.of(Directive.STOP, Directive.RESET, Directive.RESUME)) {
            ActorRef<Script<?>> actor =
                    system.spawn(directive.name(), Script.syncActor().onCrash(SupervisionPolicy.always(directive)));
            Script.settle(actor);
            awaitRest(actor);

            assertThatIllegalStateException()
                    .isThrownBy(() -> actor.call(Script.reply(context -> {
                        throw new IllegalStateException("on purpose");
                    })));

            if (directive == Directive.STOP) {
                await().until(() -> system.actors().find(actor.path()).isEmpty());
            } else {
                assertReply(actor.ask(Script.reply(context -> "still here"))).isEqualTo("still here");
            }
        }
    }

    @Test
    void anInterruptInTheTurnStaysTheCallers() {
        ActorRef<Script<?>> actor = idleActor();

        actor.call(Script.reply(context -> {
            Thread.currentThread().interrupt();
            return "interrupted";
        }));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedCallerRunsNothing() {
        ActorRef<Script<?>> actor = idleActor();
        Probe<Thread> probe = new Probe<>();
        Thread.currentThread().interrupt();

        try {
            actor.call(Script.reply(context -> {
                probe.saw(Thread.currentThread());
                return "handled";
            }));
        } catch (ActorException interrupted) {
            assertThat(interrupted).hasMessageStartingWith("Interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        Script.settle(actor);

        assertThat(probe.soFar()).doesNotContain(Thread.currentThread());
    }

    @Test
    void theSystemMaySayThatThisThreadMayNot() {
        ThreadLocal<Boolean> bound = ThreadLocal.withInitial(() -> false);
        try (TestSystem careful = TestSystem.create()
                .with(options -> options.withCallerRuns(() -> !bound.get()))
                .open()) {
            ActorRef<Script<?>> actor = careful.spawn("actor", Script.syncActor());
            Script.settle(actor);
            awaitRest(actor);

            bound.set(true);

            assertThat(threadOf(actor)).isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    void anActorWithADispatcherOfItsOwnKeepsToIt() {
        try (Dispatcher own = Dispatchers.workStealing("own", 1)) {
            ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().dispatcher(own));
            for (int i = 0; i < 100; i++) {
                assertThat(threadOf(actor).getName()).startsWith("nact-own-");
            }
        }
    }

    /** However many call and tell at once, one turn goes on at a time and nothing is lost. */
    @Test
    void manyThreadsCallAndTellOneActor() {
        ActorRef<Script<?>> actor = idleActor();
        int[] count = new int[1];
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 5_000; i++) {
                                if ((i + thread) % 2 == 0) {
                                    actor.call(Script.reply(context -> count[0]++));
                                } else {
                                    actor.tell(Script.run(context -> count[0]++));
                                }
                            }
                        },
                        CallerRunsTests::onAThread))
                .toList();
        threads.forEach(Waiting::reply);

        int all = actor.call(Script.reply(context -> count[0]));

        assertThat(all).isEqualTo(20_000);
    }

    private static void onAThread(Runnable task) {
        new Thread(task, "caller").start();
    }
}

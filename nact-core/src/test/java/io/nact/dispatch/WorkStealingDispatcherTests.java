package io.nact.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkStealingDispatcherTests {

    /** Where the watchdog must not help. */
    private static final long NEVER = TimeUnit.DAYS.toNanos(1);

    private static Dispatcher create(String name) {
        return Dispatchers.workStealing(name);
    }

    @Test
    void hasAWorkerPerProcessorAndAtLeastTwo() {
        try (Dispatcher dispatcher = create("pool")) {
            assertThat(dispatcher.parallelism())
                    .isEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()));
        }
    }

    @Test
    void runsAsManyTasksAtOnceAsItHasWorkers() throws Exception {
        try (Dispatcher dispatcher = Dispatchers.workStealing("pool", 3)) {
            assertThat(dispatcher.parallelism()).isEqualTo(3);
            CyclicBarrier together = new CyclicBarrier(3);
            List<CompletableFuture<Integer>> met = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                met.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return together.await(10, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        dispatcher));
            }
            for (CompletableFuture<Integer> one : met) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isBetween(0, 2);
            }
        }
    }

    @Test
    void mayNotBeBlocked() {
        try (Dispatcher dispatcher = create("pool")) {
            assertThat(dispatcher.mayBlock()).isFalse();
        }
    }

    @Test
    void hasDaemonThreadsWithItsMakersClassLoader() throws Exception {
        Thread maker = Thread.currentThread();
        ClassLoader before = maker.getContextClassLoader();
        try (URLClassLoader classLoader = new URLClassLoader(new URL[0], before)) {
            maker.setContextClassLoader(classLoader);
            try (Dispatcher dispatcher = create("pool")) {
                CompletableFuture<Thread> worker = new CompletableFuture<>();
                CompletableFuture<ClassLoader> workersLoader = new CompletableFuture<>();
                dispatcher.execute(() -> {
                    worker.complete(Thread.currentThread());
                    workersLoader.complete(Thread.currentThread().getContextClassLoader());
                });
                assertThat(workersLoader.get(10, TimeUnit.SECONDS)).isSameAs(classLoader);
                assertThat(worker.join().isDaemon()).isTrue();
            }
        } finally {
            maker.setContextClassLoader(before);
        }
    }

    @Test
    void runsWhatItHasWhenItIsClosed() throws Exception {
        Dispatcher dispatcher = Dispatchers.workStealing("closing", 1);
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean ranLate = new AtomicBoolean();
        dispatcher.execute(() -> {
            worker.complete(Thread.currentThread());
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Thread thread = worker.get(10, TimeUnit.SECONDS);
        dispatcher.execute(() -> ranLate.set(true));

        dispatcher.close();
        closed.countDown();

        await().until(() -> !thread.isAlive());
        assertThat(ranLate).isTrue();
    }

    @Test
    void endsItsThreadsWhenItIsClosed() throws Exception {
        Dispatcher dispatcher = create("ending");
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        dispatcher.execute(() -> worker.complete(Thread.currentThread()));
        Thread thread = worker.get(10, TimeUnit.SECONDS);

        dispatcher.close();

        await().until(() -> !thread.isAlive());
    }

    /** A task at a time, just when the worker that ran the one before goes to rest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void losesNoWakeUp(int workers) throws Exception {
        try (Dispatcher dispatcher = Dispatchers.workStealing("pool", workers)) {
            AtomicInteger ran = new AtomicInteger();
            for (int round = 1; round <= 40_000; round++) {
                dispatcher.execute(ran::incrementAndGet);
                awaitCount(ran, round);
                pause(round % 400);
            }
        }
    }

    @Test
    void losesNoWakeUpOfManySubmitters() throws Exception {
        int submitters = 3;
        int rounds = 10_000;
        try (Dispatcher dispatcher = Dispatchers.workStealing("pool", 2)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < submitters; i++) {
                int own = i;
                CompletableFuture<Void> over = new CompletableFuture<>();
                all.add(over);
                new Thread(() -> {
                            try {
                                AtomicInteger ran = new AtomicInteger();
                                for (int round = 1; round <= rounds; round++) {
                                    dispatcher.execute(ran::incrementAndGet);
                                    awaitCount(ran, round);
                                    pause((round + own) % (100 * own + 50));
                                }
                                over.complete(null);
                            } catch (Throwable e) {
                                over.completeExceptionally(e);
                            }
                        })
                        .start();
            }
            for (CompletableFuture<Void> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** A task holds its worker until another worker has run what it has submitted. */
    @Test
    void losesNoWakeUpOfATask() throws Exception {
        try (Dispatcher dispatcher = new WorkerPool("pool", 2, NEVER)) {
            for (int round = 0; round < 20_000; round++) {
                int spins = round % 400;
                CompletableFuture<Void> over = new CompletableFuture<>();
                dispatcher.execute(() -> {
                    AtomicInteger ran = new AtomicInteger();
                    pause(spins);
                    dispatcher.execute(ran::incrementAndGet);
                    dispatcher.execute(ran::incrementAndGet);
                    // The one in the slot may be left to this worker; the other one must not.
                    try {
                        awaitCount(ran, 1);
                        over.complete(null);
                    } catch (AssertionError e) {
                        over.completeExceptionally(e);
                    }
                });
                over.get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void runsWhatATaskSubmitsOnAnotherWorkerIfThatIsFreeBefore() throws Exception {
        try (Dispatcher dispatcher = Dispatchers.workStealing("pool", 2)) {
            for (int round = 0; round < 100; round++) {
                CompletableFuture<Boolean> met = new CompletableFuture<>();
                dispatcher.execute(() -> {
                    CountDownLatch other = new CountDownLatch(1);
                    dispatcher.execute(other::countDown);
                    try {
                        met.complete(other.await(10, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        met.completeExceptionally(e);
                    }
                });
                assertThat(met.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void letsOthersRunWhileATaskSubmitsItselfAgainAndAgain() throws Exception {
        try (Dispatcher dispatcher = new WorkerPool("pool", 1, NEVER)) {
            AtomicBoolean over = new AtomicBoolean();
            dispatcher.execute(new Runnable() {
                @Override
                public void run() {
                    if (!over.get()) {
                        dispatcher.execute(this);
                    }
                }
            });
            for (int i = 0; i < 100; i++) {
                CompletableFuture.runAsync(() -> {}, dispatcher).get(10, TimeUnit.SECONDS);
            }
            over.set(true);
        }
    }

    @Test
    void letsATaskThatSubmitsItselfGoAfterThoseThatWait() throws Exception {
        try (Dispatcher dispatcher = new WorkerPool("pool", 1, NEVER)) {
            List<String> order = new ArrayList<>();
            CompletableFuture<List<String>> over = new CompletableFuture<>();
            Runnable twice = new Runnable() {
                @Override
                public void run() {
                    order.add("twice");
                    if (order.size() == 1) {
                        dispatcher.execute(() -> order.add("other"));
                        dispatcher.execute(() -> order.add("slot"));
                        dispatcher.execute(this);
                    } else {
                        over.complete(order);
                    }
                }
            };
            dispatcher.execute(twice);

            assertThat(over.get(10, TimeUnit.SECONDS)).containsExactly("twice", "slot", "other", "twice");
        }
    }

    @Test
    void letsOthersRunWhileTwoTasksSubmitEachOther() throws Exception {
        try (Dispatcher dispatcher = new WorkerPool("pool", 1, NEVER)) {
            AtomicInteger hops = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Integer> hopsBefore = new CompletableFuture<>();
            Runnable[] pair = new Runnable[2];
            for (int i = 0; i < 2; i++) {
                int other = 1 - i;
                pair[i] = () -> {
                    hops.incrementAndGet();
                    if (!over.get()) {
                        dispatcher.execute(pair[other]);
                    }
                };
            }
            dispatcher.execute(() -> {
                dispatcher.execute(() -> hopsBefore.complete(hops.get()));
                dispatcher.execute(pair[0]);
            });

            assertThat(hopsBefore.get(10, TimeUnit.SECONDS)).isLessThan(100);
            CompletableFuture.runAsync(() -> {}, dispatcher).get(10, TimeUnit.SECONDS);
            over.set(true);
        }
    }

    @Test
    void runsMoreThanADeskHoldsOfATaskThatSubmitsThem() throws Exception {
        int tasks = 5 * Desk.CAPACITY;
        try (Dispatcher dispatcher = Dispatchers.workStealing("pool", 2)) {
            CountDownLatch ran = new CountDownLatch(tasks);
            dispatcher.execute(() -> {
                for (int i = 0; i < tasks; i++) {
                    dispatcher.execute(ran::countDown);
                }
            });
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Each execute either throws, or its task runs. */
    @Test
    void runsWhatItAcceptsWhileItIsClosed() throws Exception {
        for (int round = 0; round < 300; round++) {
            Dispatcher dispatcher = Dispatchers.workStealing("closing", 2);
            AtomicInteger accepted = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Void> submitter = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            while (true) {
                                dispatcher.execute(ran::incrementAndGet);
                                accepted.incrementAndGet();
                                begun.countDown();
                            }
                        } catch (RejectedExecutionException closed) {
                            submitter.complete(null);
                        } catch (Throwable e) {
                            submitter.completeExceptionally(e);
                        }
                    })
                    .start();
            begun.await();
            pause(round % 300);
            dispatcher.close();
            submitter.get(10, TimeUnit.SECONDS);
            awaitCount(ran, accepted.get());
        }
        await().until(() -> PoolThreads.named("closing").isEmpty());
    }

    @Test
    void makesItsThreadsWhenItNeedsThem() {
        try (Dispatcher dispatcher = Dispatchers.workStealing("lazy", 1_000)) {
            assertThat(PoolThreads.named("lazy")).isEmpty();
            CompletableFuture.runAsync(() -> {}, dispatcher).join();
            assertThat(PoolThreads.workersOf("lazy")).hasSizeBetween(1, 2);
            assertThat(PoolThreads.workersOf("lazy").get(0).getName()).isEqualTo("nact-lazy-0");
        }
        await().until(() -> PoolThreads.named("lazy").isEmpty());
    }

    @Test
    void sleepsWhenThereIsNothingToDo() throws Exception {
        try (Dispatcher dispatcher = Dispatchers.workStealing("sleepy", 3)) {
            CountDownLatch ran = new CountDownLatch(10_000);
            for (int i = 0; i < 10_000; i++) {
                dispatcher.execute(ran::countDown);
            }
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();

            await().until(() ->
                    PoolThreads.named("sleepy").stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            assertThat(PoolThreads.named("sleepy")).hasSizeBetween(2, 4);
        }
    }

    @Test
    void clearsTheInterruptThatATaskLeavesBehind() throws Exception {
        try (Dispatcher dispatcher = Dispatchers.workStealing("pool", 1)) {
            for (int i = 0; i < 100; i++) {
                dispatcher.execute(() -> Thread.currentThread().interrupt());
                assertThat(CompletableFuture.supplyAsync(Thread::interrupted, dispatcher)
                                .get(10, TimeUnit.SECONDS))
                        .isFalse();
            }
        }
    }

    @Test
    void refusesToRunNothing() {
        try (Dispatcher dispatcher = create("pool")) {
            assertThatNullPointerException().isThrownBy(() -> dispatcher.execute(nothing()));
        }
    }

    @SuppressWarnings("NullAway") // on purpose
    private static Runnable nothing() {
        return null;
    }

    /** Without sleeping, which would give the workers time to rest. */
    private static void awaitCount(AtomicInteger ran, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (ran.get() < count) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("%d of %d tasks have run".formatted(ran.get(), count));
            }
            Thread.yield();
        }
    }

    private static void pause(int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void needsAWorker() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dispatchers.workStealing("none", 0));
    }

    @Test
    void refusesAParallelismThatNoPoolHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dispatchers.workStealing("none", 0))
                .withMessageContaining("0");
    }
}

package io.nact.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.testkit.DispatcherContract;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkStealingDispatcherTests extends DispatcherContract {

    @Override
    protected Dispatcher create(String name) {
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

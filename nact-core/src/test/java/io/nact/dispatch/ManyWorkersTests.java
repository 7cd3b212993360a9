package io.nact.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool with far more workers than the machine has processors, and without its watchdog, which would mend what is lost. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyWorkersTests {

    private static final int WORKERS = 64;

    private static final int SUBMITTERS = 4;

    private static final int ROUNDS = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final AtomicInteger repeated = new AtomicInteger();

    private final WorkerPool pool = new WorkerPool("many", WORKERS, TimeUnit.DAYS.toNanos(1));

    @BeforeEach
    void haveAllWorkers() throws Exception {
        CyclicBarrier together = new CyclicBarrier(WORKERS + 1);
        for (int i = 0; i < WORKERS; i++) {
            pool.execute(() -> meet(together));
        }
        together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(PoolThreads.workersOf("many")).hasSize(WORKERS);
    }

    @AfterEach
    void close() {
        pool.close();
        await().atMost(PATIENCE).until(() -> PoolThreads.named("many").isEmpty());
    }

    /** Each round ends only when all its tasks have run, so that the workers go to rest while others submit. */
    @Test
    void everyTaskRunsOnceHoweverItIsSubmitted() throws Exception {
        List<CompletableFuture<Void>> submitters = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            int first = i;
            CompletableFuture<Void> over = new CompletableFuture<>();
            submitters.add(over);
            Thread thread = new Thread(() -> {
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        new Family(1 + (first + round) % 60).grow();
                    }
                    over.complete(null);
                } catch (Throwable e) {
                    over.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        for (CompletableFuture<Void> one : submitters) {
            one.get();
        }
        await().atMost(PATIENCE).until(ManyWorkersTests::allRest);
        assertThat(repeated).hasValue(0);
    }

    /** What a worker uses while another one is busy shows in its processor time, which stands still while it rests. */
    @Test
    void nobodySpinsWhileOneWorkerHasWork() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger hops = new AtomicInteger();
        Runnable[] pair = new Runnable[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            pair[i] = () -> {
                hops.incrementAndGet();
                if (!over.get()) {
                    pool.execute(pair[other]);
                }
            };
        }
        pool.execute(pair[0]);

        await().atMost(PATIENCE).until(() -> {
            long[] before = processorTimes();
            int begun = hops.get();
            while (hops.get() - begun < 20_000) {
                Thread.yield();
            }
            return differences(before, processorTimes()) <= 1;
        });
        over.set(true);
        await().atMost(PATIENCE).until(ManyWorkersTests::allRest);
    }

    private static boolean allRest() {
        return PoolThreads.workersOf("many").stream().allMatch(worker -> worker.getState() == Thread.State.WAITING);
    }

    private static long[] processorTimes() {
        return PoolThreads.workersOf("many").stream()
                .mapToLong(Thread::getId)
                .sorted()
                .map(THREADS::getThreadCpuTime)
                .toArray();
    }

    private static int differences(long[] before, long[] after) {
        int different = 0;
        for (int i = 0; i < before.length; i++) {
            different += before[i] == after[i] ? 0 : 1;
        }
        return different;
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** So many tasks, each submitted by another one of them: one as the next of a chain, in bursts, or both. */
    private final class Family {

        private final AtomicInteger[] runs;

        private final AtomicInteger born = new AtomicInteger();

        private final CountDownLatch ran;

        Family(int size) {
            runs = new AtomicInteger[size];
            for (int i = 0; i < size; i++) {
                runs[i] = new AtomicInteger();
            }
            ran = new CountDownLatch(size);
        }

        void grow() throws InterruptedException {
            bear();
            ran.await();
            assertThat(runs).allMatch(each -> each.get() == 1);
        }

        private void bear() {
            int number = born.getAndIncrement();
            if (number < runs.length) {
                pool.execute(() -> live(number));
            }
        }

        private void live(int number) {
            for (int children = number % 5 == 0 ? 8 : 1; children > 0; children--) {
                bear();
            }
            if (runs[number].incrementAndGet() > 1) {
                repeated.incrementAndGet();
            }
            ran.countDown();
        }
    }
}

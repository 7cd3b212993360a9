package io.nact.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks block the workers of a pool: the others do not notice. */
class HeldUpWorkersTests {

    private static final int WORKERS = 2;

    private static final long NEVER = TimeUnit.DAYS.toNanos(1);

    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);

    private final CountDownLatch open = new CountDownLatch(1);

    private final List<WorkerPool> pools = new ArrayList<>();

    @AfterEach
    void openAndClose() {
        open.countDown();
        pools.forEach(WorkerPool::close);
        await().until(() -> PoolThreads.named("held").isEmpty());
    }

    @Test
    void aFurtherTaskRunsWhileAllWorkersAreBlocked() throws Exception {
        Dispatcher pool = Dispatchers.workStealing("held", WORKERS);
        block(pool, WORKERS);

        run(pool);

        open.countDown();
        pool.close();
    }

    @Test
    void manyMayBeBlockedAtOnce() throws Exception {
        WorkerPool pool = pool(WORKERS, SOON);
        block(pool, 200);

        run(pool);
    }

    @Test
    void moreThanThereAreThreadsToLendWaitAndRunInTheEnd() throws Exception {
        WorkerPool pool = pool(WORKERS, SOON);
        int most = WORKERS + Crew.MOST_LENT;
        CountDownLatch ran = new CountDownLatch(most + 50);
        CountDownLatch begun = new CountDownLatch(most);
        for (int i = 0; i < most + 50; i++) {
            pool.execute(() -> {
                begun.countDown();
                block();
                ran.countDown();
            });
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(PoolThreads.workersOf("held")).hasSizeLessThanOrEqualTo(most);

        open.countDown();

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        await("the end of those that are too many")
                .until(() -> PoolThreads.workersOf("held").size() <= 2 * WORKERS);
    }

    @Test
    void noMoreRunAtOnceThanBeforeWhenTheBlockedComeBack() throws Exception {
        WorkerPool pool = pool(WORKERS, NEVER);
        Watchdog watchdog = new Watchdog(pool, pool.crew(), NEVER);
        block(pool, WORKERS);
        List<CompletableFuture<Void>> others = new ArrayList<>();
        CountDownLatch back = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            others.add(CompletableFuture.runAsync(
                    () -> {
                        begun.countDown();
                        awaitUninterruptibly(back);
                    },
                    pool));
        }
        watchdog.lookAround();
        assertThat(PoolThreads.workersOf("held")).hasSize(WORKERS);
        watchdog.lookAround();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(PoolThreads.workersOf("held")).hasSize(2 * WORKERS);

        open.countDown();
        await("the blocked are back and spare").until(() -> PoolThreads.waiting("held", WORKERS));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch ran = new CountDownLatch(5_000);
        for (int i = 0; i < 5_000; i++) {
            pool.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                running.decrementAndGet();
                ran.countDown();
            });
        }
        assertThat(ran.getCount()).as("ran while only spare workers are free").isEqualTo(5_000);
        back.countDown();

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValueBetween(1, WORKERS);
        others.forEach(CompletableFuture::join);
    }

    @Test
    void aWorkerThatHasComeBackIsLentAgain() throws Exception {
        WorkerPool pool = pool(1, SOON);
        for (int round = 0; round < 20; round++) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Void> blocked = CompletableFuture.runAsync(() -> awaitUninterruptibly(release), pool);
            run(pool);
            release.countDown();
            blocked.get(10, TimeUnit.SECONDS);
        }

        assertThat(PoolThreads.workersOf("held")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void whatABlockedTaskHasSubmittedRunsMeanwhile() throws Exception {
        for (int workers = 1; workers <= 2; workers++) {
            WorkerPool pool = pool(workers, SOON);
            CompletableFuture<Void> both = new CompletableFuture<>();
            pool.execute(() -> {
                for (int i = 0; i < 3; i++) {
                    CountDownLatch ran = new CountDownLatch(2);
                    pool.execute(ran::countDown);
                    pool.execute(ran::countDown);
                    awaitUninterruptibly(ran);
                    CountDownLatch slot = new CountDownLatch(1);
                    pool.execute(slot::countDown);
                    awaitUninterruptibly(slot);
                }
                both.complete(null);
            });
            both.get(10, TimeUnit.SECONDS);
        }
    }

    /** The desk changes hands just when the worker that is held up puts a task into the slot. */
    @Test
    void noTaskIsLostWhileADeskIsGivenAway() throws Exception {
        WorkerPool pool = pool(1, NEVER);
        Watchdog watchdog = new Watchdog(pool, pool.crew(), NEVER);
        for (int round = 0; round < 3_000; round++) {
            CountDownLatch begun = new CountDownLatch(1);
            AtomicBoolean go = new AtomicBoolean();
            CountDownLatch ran = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            pool.execute(() -> {
                begun.countDown();
                while (!go.get()) {
                    Thread.onSpinWait();
                }
                pool.execute(ran::countDown);
                awaitUninterruptibly(end);
            });
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            pool.execute(() -> {});
            watchdog.lookAround();
            int spins = round % 50;
            go.set(true);
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            watchdog.lookAround();
            if (!ran.await(1, TimeUnit.SECONDS)) {
                // Each missed the other.
                watchdog.lookAround();
            }
            assertThat(ran.await(10, TimeUnit.SECONDS)).as("round %d", round).isTrue();
            end.countDown();
        }
    }

    /** As seen by others: the worker that is held up puts the task there before it loses its desk. */
    @Test
    void whatIsSeenInTheSlotOnlyAfterTheDeskIsGivenAwayRunsAfterTheNextLook() throws Exception {
        WorkerPool pool = pool(1, NEVER);
        Watchdog watchdog = new Watchdog(pool, pool.crew(), NEVER);
        CompletableFuture<Worker> heldUp = new CompletableFuture<>();
        pool.execute(() -> {
            heldUp.complete((Worker) Thread.currentThread());
            block();
        });
        Slot slot = heldUp.get(10, TimeUnit.SECONDS).slot();
        CompletableFuture<Void> given = CompletableFuture.runAsync(() -> {}, pool);
        watchdog.lookAround();
        watchdog.lookAround();
        given.get(10, TimeUnit.SECONDS);
        CountDownLatch ran = new CountDownLatch(1);
        slot.put(ran::countDown);

        watchdog.lookAround();

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aClosedPoolStillLendsForWhatItHasTaken() throws Exception {
        WorkerPool pool = pool(1, SOON);
        block(pool, 1);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {}, pool);

        pool.close();

        waiting.get(10, TimeUnit.SECONDS);
    }

    private WorkerPool pool(int workers, long tick) {
        WorkerPool pool = new WorkerPool("held", workers, tick);
        pools.add(pool);
        return pool;
    }

    /** Returns when so many tasks are blocked. */
    private void block(Dispatcher pool, int tasks) throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            pool.execute(() -> {
                blocked.countDown();
                block();
            });
        }
        assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void block() {
        awaitUninterruptibly(open);
    }

    private static void run(Dispatcher pool) throws Exception {
        CompletableFuture.runAsync(() -> {}, pool).get(10, TimeUnit.SECONDS);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

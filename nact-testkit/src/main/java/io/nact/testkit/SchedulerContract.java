package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nact.time.Scheduler;
import io.nact.time.Scheduler.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every scheduler on the machine's clock must do. Implementers extend it. */
public abstract class SchedulerContract {

    private Scheduler scheduler;

    /** A new scheduler. */
    protected abstract Scheduler create();

    @BeforeEach
    void createScheduler() {
        scheduler = create();
    }

    @AfterEach
    void closeScheduler() {
        scheduler.close();
    }

    @Test
    void runsATaskNotBeforeItsDelayHasPassed() throws Exception {
        for (int millis : new int[] {1, 5, 20, 50}) {
            long begin = scheduler.nanoTime();
            CompletableFuture<Long> ranAt = new CompletableFuture<>();
            scheduler.schedule(Duration.ofMillis(millis), () -> ranAt.complete(scheduler.nanoTime()));

            assertThat(Duration.ofNanos(ranAt.get(10, TimeUnit.SECONDS) - begin))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(millis));
        }
    }

    @Test
    void runsATaskOnce() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        scheduler.schedule(Duration.ofMillis(1), runs::incrementAndGet);

        passes(Duration.ofMillis(30));

        assertThat(runs).hasValue(1);
    }

    @Test
    void runsWhatIsDueEarlierFirst() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        for (int millis : new int[] {40, 10, 30, 20}) {
            scheduler.schedule(Duration.ofMillis(millis), () -> order.add(millis));
        }

        passes(Duration.ofMillis(60));

        assertThat(order).containsExactly(10, 20, 30, 40);
    }

    static List<Duration> noDelays() {
        return List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(-1), Duration.ofSeconds(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("noDelays")
    void countsANegativeDelayAsNone(Duration delay) throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();

        scheduler.schedule(delay, () -> ran.complete(true));

        assertThat(ran.get(10, TimeUnit.SECONDS)).isTrue();
    }

    static List<Duration> longDelays() {
        return List.of(
                Duration.ofDays(25), // more milliseconds than an int has
                Duration.ofDays(30),
                Duration.ofDays(365 * 200),
                Duration.ofDays(365 * 293),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @ParameterizedTest
    @MethodSource("longDelays")
    void neverOverflows(Duration delay) throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        Timer timer = scheduler.schedule(delay, () -> ran.set(true));

        passes(Duration.ofMillis(20));

        assertThat(ran).isFalse();
        timer.cancel();
    }

    @Test
    void doesNotRunWhatWasCalledOff() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        Timer timer = scheduler.schedule(Duration.ofMillis(20), () -> ran.set(true));

        timer.cancel();
        timer.cancel();
        passes(Duration.ofMillis(40));

        assertThat(ran).isFalse();
    }

    @Test
    void ignoresThatATaskIsCalledOffAfterItRan() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        Timer timer = scheduler.schedule(Duration.ZERO, () -> ran.complete(true));
        ran.get(10, TimeUnit.SECONDS);

        assertThatCode(timer::cancel).doesNotThrowAnyException();
    }

    @Test
    void runsTasksOnAThreadOfItsOwn() throws Exception {
        CompletableFuture<Thread> first = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        scheduler.schedule(Duration.ZERO, () -> {
            first.complete(Thread.currentThread());
            scheduler.schedule(Duration.ZERO, () -> second.complete(Thread.currentThread()));
        });

        assertThat(first.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.join());
    }

    @Test
    void goesOnAfterATaskThatThrew() throws Exception {
        scheduler.schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("a task that throws, on purpose");
        });
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        scheduler.schedule(Duration.ofMillis(5), () -> next.complete(true));

        assertThat(next.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsManyTasksFromManyThreads() throws Exception {
        int threads = 4;
        int tasks = 5_000;
        CountDownLatch ran = new CountDownLatch(threads * tasks / 2);
        AtomicInteger calledOff = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread caller = new Thread(() -> {
                for (int task = 0; task < tasks / 2; task++) {
                    scheduler.schedule(Duration.ofMillis(task % 20), ran::countDown);
                    scheduler
                            .schedule(Duration.ofHours(1), calledOff::incrementAndGet)
                            .cancel();
                }
            });
            callers.add(caller);
            caller.start();
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(calledOff).hasValue(0);
    }

    @Test
    void hasAClockThatNeverGoesBack() {
        long last = scheduler.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            long now = scheduler.nanoTime();
            assertThat(now - last).isNotNegative();
            last = now;
        }
    }

    @Test
    void dropsWhatIsStillDueWhenItIsClosed() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        scheduler.schedule(Duration.ofMillis(20), () -> ran.set(true));

        scheduler.close();

        try (Scheduler other = create()) {
            passes(other, Duration.ofMillis(40));
        }
        assertThat(ran).isFalse();
    }

    @Test
    void takesWhatIsScheduledAfterItsCloseAndDropsIt() throws Exception {
        scheduler.close();
        scheduler.close();
        AtomicBoolean ran = new AtomicBoolean();

        Timer timer = scheduler.schedule(Duration.ZERO, () -> ran.set(true));
        timer.cancel();

        assertThat(ran).isFalse();
    }

    /** A system that stops has threads that still set timers: they must not learn of the stop by an exception. */
    @Test
    void mayBeClosedWhileOthersSchedule() throws Exception {
        for (int round = 0; round < 500; round++) {
            Scheduler closing = create();
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Void> scheduling = CompletableFuture.runAsync(
                    () -> {
                        try {
                            together.await();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                        for (int i = 0; i < 50; i++) {
                            closing.schedule(Duration.ofSeconds(1), () -> {});
                        }
                    },
                    task -> new Thread(task).start());
            together.await();
            closing.close();
            assertThatCode(() -> scheduling.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
        }
    }

    private void passes(Duration time) throws Exception {
        passes(scheduler, time);
    }

    /** Waits by the scheduler itself until the time has passed. */
    private static void passes(Scheduler scheduler, Duration time) throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        scheduler.schedule(time, passed::countDown);
        assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();
    }
}

package io.nact.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the contract, which stands in nact-testkit: the clock's thread, and what it stands. */
class SystemTimeTests {

    private final Scheduler clock = Schedulers.daemonSystemTime("clock");

    @AfterEach
    void close() {
        clock.close();
    }

    private Thread thread() throws Exception {
        CompletableFuture<Thread> own = new CompletableFuture<>();
        clock.schedule(Duration.ZERO, () -> own.complete(Thread.currentThread()));
        return own.get(10, TimeUnit.SECONDS);
    }

    @Test
    void restsWhileNothingIsDue() throws Exception {
        Thread thread = thread();
        await().until(() -> thread.getState() == Thread.State.WAITING);

        clock.schedule(Duration.ofDays(1), () -> {});

        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void restsAlsoAfterATaskThatHasLeftAnInterrupt() throws Exception {
        Thread thread = thread();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        clock.schedule(Duration.ZERO, () -> {
            // It takes over both together, without a rest between them.
            clock.schedule(Duration.ZERO, thread::interrupt);
            clock.schedule(Duration.ZERO, () -> interrupted.complete(thread.isInterrupted()));
        });

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void wakesForATimerThatIsDueBeforeTheOthers() throws Exception {
        clock.schedule(Duration.ofDays(1), () -> {});
        Thread thread = thread();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        CompletableFuture<Boolean> ran = new CompletableFuture<>();

        clock.schedule(Duration.ofMillis(5), () -> ran.complete(true));

        assertThat(ran.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Each comes when the clock is about to rest, or has just begun to. */
    @Test
    void neverSleepsOverATimer() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            CompletableFuture<Boolean> ran = new CompletableFuture<>();
            clock.schedule(Duration.ZERO, () -> ran.complete(true));
            assertThat(ran.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsItsThreadWhenATaskOfItsOwnClosesIt() throws Exception {
        Thread thread = thread();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        clock.schedule(Duration.ZERO, () -> {
            clock.close();
            interrupted.complete(Thread.currentThread().isInterrupted());
        });

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
        await().until(() -> !thread.isAlive());
    }

    @Test
    void endsItsThreadAlsoDuringATaskThatWaits() throws Exception {
        Thread thread = thread();
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        clock.schedule(Duration.ZERO, () -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException closed) {
                // As it should.
            }
        });
        begun.await();

        clock.close();

        await().until(() -> !thread.isAlive());
    }

    @Test
    void runsEachTimerOnceThatNobodyCancelsAndNoneEarly() throws Exception {
        int threads = 4;
        int each = 50_000;
        AtomicIntegerArray runs = new AtomicIntegerArray(threads * each);
        AtomicInteger early = new AtomicInteger();
        AtomicLong kept = new AtomicLong();
        AtomicLong keptRan = new AtomicLong();
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = i * each;
            Random random = new Random(i);
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        Scheduler.Timer[] latest = new Scheduler.Timer[100];
                        for (int number = first; number < first + each; number++) {
                            int mine = number;
                            long delay = random.nextInt(30_000_000);
                            long due = clock.nanoTime() + delay;
                            boolean keep = random.nextInt(3) == 0;
                            Scheduler.Timer timer = clock.schedule(Duration.ofNanos(delay), () -> {
                                runs.incrementAndGet(mine);
                                if (clock.nanoTime() - due < 0) {
                                    early.incrementAndGet();
                                }
                                if (keep) {
                                    keptRan.incrementAndGet();
                                }
                            });
                            if (keep) {
                                kept.incrementAndGet();
                            } else {
                                int place = random.nextInt(latest.length);
                                if (latest[place] != null) {
                                    latest[place].cancel();
                                }
                                latest[place] = timer;
                            }
                        }
                    },
                    task -> new Thread(task).start()));
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> keptRan.get() == kept.get());
        CompletableFuture<Boolean> after = new CompletableFuture<>();
        clock.schedule(Duration.ofMillis(40), () -> after.complete(true));
        after.get(10, TimeUnit.SECONDS);

        assertThat(early).hasValue(0);
        assertThat(keptRan).hasValue(kept.get());
        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).isLessThanOrEqualTo(1);
        }
    }

    /** Whether they are cancelled before the clock has seen them, or when they are in its wheel. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void standsAFloodOfTimersThatAreCancelledLongBeforeTheyAreDue(int pending, @TempDir Path directory)
            throws Exception {
        Path output = directory.resolve("output");
        Process flood = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TimerFlood.class.getName(),
                        "6000000",
                        Integer.toString(pending)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(flood.waitFor(100, TimeUnit.SECONDS))
                    .as("It ended in time")
                    .isTrue();
            assertThat(flood.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            flood.destroyForcibly();
        }
    }
}

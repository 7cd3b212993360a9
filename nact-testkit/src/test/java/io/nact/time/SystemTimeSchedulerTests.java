package io.nact.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.testkit.SchedulerContract;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemTimeSchedulerTests extends SchedulerContract {

    @Override
    protected Scheduler create() {
        return Schedulers.systemTime("clock");
    }

    @Test
    void hasOneNamedThreadThatKeepsTheJvmAliveUntilItIsClosed() throws Exception {
        CompletableFuture<Thread> own = new CompletableFuture<>();
        Scheduler scheduler = Schedulers.systemTime("nact-clock");
        scheduler.schedule(Duration.ZERO, () -> own.complete(Thread.currentThread()));
        Thread thread = own.get(10, TimeUnit.SECONDS);

        assertThat(thread.getName()).isEqualTo("nact-clock");
        assertThat(thread.isDaemon()).isFalse();

        scheduler.close();
        await().until(() -> !thread.isAlive());
    }

    @Test
    void startsItsThreadAtOnce() {
        try (Scheduler scheduler = Schedulers.systemTime("nact-clock-at-once")) {
            assertThat(scheduler).isNotNull();
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("nact-clock-at-once")));
        }
    }

    @Test
    void readsTheMachinesClock() {
        try (Scheduler scheduler = Schedulers.systemTime("clock")) {
            assertThat(scheduler.nanoTime() - System.nanoTime()).isBetween(-1_000_000_000L, 1_000_000_000L);
        }
    }
}

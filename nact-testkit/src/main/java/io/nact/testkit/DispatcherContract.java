package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.dispatch.Dispatcher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every dispatcher must do. Implementers extend it. */
public abstract class DispatcherContract {

    private Dispatcher dispatcher;

    /** A new dispatcher of this name. */
    protected abstract Dispatcher create(String name);

    @BeforeEach
    void createDispatcher() {
        dispatcher = create("kitchen");
    }

    @AfterEach
    void closeDispatcher() {
        dispatcher.close();
    }

    @Test
    void hasItsNameInThatOfItsThreads() throws Exception {
        assertThat(dispatcher.name()).isEqualTo("kitchen");
        assertThat(threadOfATask().getName()).contains("kitchen");
    }

    @Test
    void runsAtLeastOneTaskAtOnce() {
        assertThat(dispatcher.parallelism()).isPositive();
    }

    @Test
    void neverRunsATaskOnTheCallersThread() throws Exception {
        assertThat(threadOfATask()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void runsATaskOfATaskAfterItOrOnAnotherThread() throws Exception {
        CompletableFuture<Boolean> inline = new CompletableFuture<>();
        dispatcher.execute(() -> {
            AtomicBoolean inside = new AtomicBoolean(true);
            Thread outer = Thread.currentThread();
            dispatcher.execute(() -> inline.complete(inside.get() && Thread.currentThread() == outer));
            inside.set(false);
        });

        assertThat(inline.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void runsEveryTaskOnce() throws Exception {
        int tasks = 50_000;
        CountDownLatch ran = new CountDownLatch(tasks);
        AtomicInteger count = new AtomicInteger();
        for (int i = 0; i < tasks; i++) {
            dispatcher.execute(() -> {
                count.incrementAndGet();
                ran.countDown();
            });
        }

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(count).hasValue(tasks);
    }

    @Test
    void showsATaskWhatItsCallerDidBefore() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            int[] plain = {0};
            plain[0] = round;
            CompletableFuture<Integer> seen = new CompletableFuture<>();
            dispatcher.execute(() -> seen.complete(plain[0]));
            assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo(round);
        }
    }

    @Test
    void goesOnAfterATaskThatThrew() throws Exception {
        for (int i = 0; i < dispatcher.parallelism(); i++) {
            dispatcher.execute(() -> {
                throw new IllegalStateException("a task that throws, on purpose");
            });
            dispatcher.execute(() -> {
                throw new AssertionError("a task that throws, on purpose");
            });
        }

        assertThat(threadOfATask()).isNotNull();
    }

    @Test
    void letsARunningTaskEndWhenItIsClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        dispatcher.execute(() -> {
            begun.countDown();
            try {
                closed.await();
                interrupted.complete(Thread.interrupted());
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        begun.await();

        dispatcher.close();
        closed.countDown();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void doesNotWaitForARunningTaskWhenItIsClosedByOne() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        dispatcher.execute(() -> {
            dispatcher.close();
            closed.complete(true);
        });

        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void takesNoTaskOnceClosed() {
        dispatcher.close();
        dispatcher.close();
        AtomicBoolean ran = new AtomicBoolean();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> dispatcher.execute(() -> ran.set(true)));
        assertThat(ran).isFalse();
    }

    @Test
    void runsWhatItHasWhenItIsClosed() throws Exception {
        int tasks = 200;
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            dispatcher.execute(() -> {
                try {
                    open.await();
                    ran.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        dispatcher.close();
        open.countDown();

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private Thread threadOfATask() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        dispatcher.execute(() -> thread.complete(Thread.currentThread()));
        return thread.get(10, TimeUnit.SECONDS);
    }
}

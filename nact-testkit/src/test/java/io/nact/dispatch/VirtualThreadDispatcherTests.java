package io.nact.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.testkit.DispatcherContract;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs where the JDK has virtual threads; {@link DispatchersTests} says what happens elsewhere. */
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("onJdksThatHaveThem")
class VirtualThreadDispatcherTests extends DispatcherContract {

    @Parameter
    private int javaVersion;

    static Stream<Integer> onJdksThatHaveThem() {
        return Stream.of(Runtime.version().feature()).filter(version -> version >= 21);
    }

    @Override
    protected Dispatcher create(String name) {
        return Dispatchers.virtualThreads(name);
    }

    @Test
    void mayBeBlockedByAnyNumberOfTasks() throws Exception {
        try (Dispatcher dispatcher = create("jdk" + javaVersion)) {
            assertThat(dispatcher.mayBlock()).isTrue();
            int tasks = 2_000;
            CountDownLatch blocked = new CountDownLatch(tasks);
            CountDownLatch open = new CountDownLatch(1);
            for (int i = 0; i < tasks; i++) {
                dispatcher.execute(() -> {
                    blocked.countDown();
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<String> another = new CompletableFuture<>();
            dispatcher.execute(() -> another.complete("ran"));

            assertThat(another.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
            open.countDown();
        }
    }
}

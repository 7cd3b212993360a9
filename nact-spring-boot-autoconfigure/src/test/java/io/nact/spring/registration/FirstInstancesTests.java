package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FirstInstancesTests {

    private static final Duration SHORT = Duration.ofMillis(10);

    private final FirstInstances instances = new FirstInstances();

    private final CompletableFuture<Void> slow = new CompletableFuture<>();

    @Test
    void areNotWaitedForIfThereAreNone() {
        assertThatNoException().isThrownBy(() -> instances.await(SHORT, () -> true));
    }

    @Test
    void failTheWaitAtOnceIfOneFails() {
        instances.add("slow", slow);
        instances.add("failed", CompletableFuture.failedFuture(new IllegalArgumentException("no licence")));
        assertThatThrownBy(() -> instances.await(Duration.ofHours(1), () -> true))
                .hasMessage("no licence");
    }

    @Test
    void areNamedWhileTheyAreMissing(CapturedOutput output) {
        instances.add("made", CompletableFuture.completedFuture(null));
        instances.add("slow", slow);
        instances.await(SHORT, () -> {
            if (output.getOut().contains("Still waiting for the first instance of actor 'slow':")) {
                slow.complete(null);
            }
            return true;
        });
        assertThat(slow).isCompleted();
    }

    @Test
    void areNotWaitedForOnceTheSystemHasStopped() {
        instances.add("slow", slow);
        assertThatThrownBy(() -> instances.await(SHORT, () -> false))
                .hasMessage("The actor system was stopped before it had the first instance of actor 'slow'");
    }

    @Test
    void areNotWaitedForByAThreadThatIsInterrupted() {
        instances.add("slow", slow);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> instances.await(Duration.ofHours(1), () -> true))
                .hasMessage("Interrupted while actors were starting");
        assertThat(Thread.interrupted()).isTrue();
    }
}

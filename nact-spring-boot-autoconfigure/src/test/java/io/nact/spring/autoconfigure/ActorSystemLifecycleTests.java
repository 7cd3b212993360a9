package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.nact.ActorSystem;
import io.nact.spring.registration.DeclaredActors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** When the actors start and stop, compared with the rest of the application. */
class ActorSystemLifecycleTests {

    private static final Duration TIME = Duration.ofSeconds(20);

    private final ActorSystem system = mock();

    private final ActorSystemLifecycle lifecycle = new ActorSystemLifecycle(system, mock(DeclaredActors.class), TIME);

    ActorSystemLifecycleTests() {
        given(system.name()).willReturn("mocked");
    }

    @Test
    void startsBeforeTheWebServerAndStopsAfterIt() {
        assertThat(lifecycle.getPhase()).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    @Test
    void startsAfterAndStopsBeforeExecutorsAndSchedulers() {
        assertThat(lifecycle.getPhase()).isGreaterThan(Integer.MAX_VALUE / 2);
    }

    @Test
    void isNotPausedWithACachedTestContext() {
        assertThat(lifecycle.isPauseable()).isFalse();
    }

    @Test
    void callsBackWhenTheSystemHasStopped() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        CompletableFuture<Void> calledBack = new CompletableFuture<>();
        given(system.stopAfterDrain(TIME)).willReturn(stopped);
        lifecycle.start();
        lifecycle.stop(() -> calledBack.complete(null));
        assertThat(calledBack).isNotDone();
        assertThat(lifecycle.isRunning()).isTrue();
        stopped.complete(null);
        assertThat(calledBack).succeedsWithin(Duration.ofSeconds(10));
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void callsBackAlsoIfTheSystemFailsToStop() {
        given(system.stopAfterDrain(TIME))
                .willReturn(CompletableFuture.failedFuture(new IllegalStateException("jammed")));
        assertThatCallsBack();
    }

    @Test
    void callsBackAlsoIfTheSystemThrows() {
        given(system.stopAfterDrain(TIME)).willThrow(new IllegalStateException("jammed"));
        assertThatCallsBack();
    }

    @Test
    void callsBackWhenTheTimeIsOver() {
        ActorSystemLifecycle impatient =
                new ActorSystemLifecycle(system, mock(DeclaredActors.class), Duration.ofMillis(1));
        given(system.stopAfterDrain(Duration.ofMillis(1))).willReturn(new CompletableFuture<>());
        CompletableFuture<Void> calledBack = new CompletableFuture<>();
        impatient.stop(() -> calledBack.complete(null));
        assertThat(calledBack).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void hasATimeoutBelowThatOfSpringsPhases() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class))
                .run(context -> assertThat(
                                context.getBean(NactProperties.class).shutdown().timeout())
                        .isLessThan(Duration.ofSeconds(30)));
    }

    private void assertThatCallsBack() {
        CompletableFuture<Void> calledBack = new CompletableFuture<>();
        lifecycle.stop(() -> calledBack.complete(null));
        assertThat(calledBack).succeedsWithin(Duration.ofSeconds(10));
    }
}

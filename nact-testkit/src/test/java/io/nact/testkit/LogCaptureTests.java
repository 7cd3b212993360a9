package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.Behaviors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogCaptureTests {

    @Test
    void keepsWhatAnActorLogs() {
        try (ActorTestKit kit = ActorTestKit.create();
                LogCapture log = LogCapture.ofActor("greeter")) {
            kit.spawn(
                            "greeter",
                            Behaviors.<String>stateless(
                                    (name, context) -> context.log().info("Hello {}", name)))
                    .tell("Erlich");

            assertThat(log.expect(Level.INFO, "Hello")).isEqualTo(new LogCapture.Line(Level.INFO, "Hello Erlich"));
            log.expectNone("Gavin");
        }
    }

    @Test
    void keepsWhatTheConfigurationLeavesOutAndPutsItBack() {
        Logger logger = LoggerFactory.getLogger("captured");
        try (LogCapture log = LogCapture.of("captured")) {
            logger.trace("a detail");
            log.expect(Level.TRACE, "detail");
        }
        assertThat(logger.isTraceEnabled()).isFalse();
        assertThat(((ch.qos.logback.classic.Logger) logger).iteratorForAppenders())
                .isExhausted();
    }

    @Test
    void saysWhatWasLoggedInstead() {
        try (LogCapture log = LogCapture.of("captured")) {
            LoggerFactory.getLogger("captured.below").warn("something");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> log.expectNone("some"))
                    .withMessageContaining("Line[level=WARN, text=something]");
            assertThat(log.lines()).hasSize(1);
        }
    }
}

package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The time for the end of the actors, compared with the time that Spring waits. */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownTimeTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class));

    private Duration time(String... properties) {
        Duration[] time = new Duration[1];
        runner.withPropertyValues(properties)
                .run(context ->
                        time[0] = ShutdownTime.of(context.getBean(NactProperties.class), context.getEnvironment()));
        return time[0];
    }

    @Test
    void isWhatThePropertySays(CapturedOutput output) {
        assertThat(time("nact.shutdown.timeout=29s")).isEqualTo(Duration.ofSeconds(29));
        assertThat(time("nact.shutdown.timeout=59s", "spring.lifecycle.timeout-per-shutdown-phase=60s"))
                .isEqualTo(Duration.ofSeconds(59));
        assertThat(output).doesNotContain("nact.shutdown.timeout");
    }

    @Test
    void isLessThanSpringWaits(CapturedOutput output) {
        assertThat(time("nact.shutdown.timeout=20s", "spring.lifecycle.timeout-per-shutdown-phase=20s"))
                .isEqualTo(Duration.ofSeconds(18));
        assertThat(output)
                .contains(
                        "nact.shutdown.timeout (PT20S) is not below spring.lifecycle.timeout-per-shutdown-phase (PT20S), which is all that Spring waits: actors are given PT18S. Lower the one or raise the other");
    }

    @Test
    void isLessThanSpringWaitsUnlessTold() {
        assertThat(time("nact.shutdown.timeout=1m")).isEqualTo(Duration.ofSeconds(27));
    }
}

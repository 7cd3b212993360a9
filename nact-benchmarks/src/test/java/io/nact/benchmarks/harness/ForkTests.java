package io.nact.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ForkTests {

    private static final Fork FORK = new Fork(List.of("-XX:TieredStopAtLevel=1"));

    private static final Pace SHORT = new Pace(50, 20, 3);

    @Test
    void aProgramIsMeasuredInAJvmOfItsOwn() throws Exception {
        Result result = FORK.measure(Engines.named("raw"), "ring100", SHORT).orElseThrow();

        assertThat(result.values()).containsKeys(Metric.BEST, Metric.MEDIAN, Metric.CPU, Metric.BYTES);
        assertThat(result.values().get(Metric.BEST))
                .isPositive()
                .isLessThanOrEqualTo(result.values().get(Metric.MEDIAN));
        // A token of 16 bytes and a node of 24.
        assertThat(result.values().get(Metric.BYTES)).isBetween(40.0, 80.0);
    }

    @Test
    void anIdleActorOfTheFloorTakesItsFieldsAndItsQueue() throws Exception {
        Result result = FORK.measure(Engines.named("raw"), "memory", SHORT).orElseThrow();

        assertThat(result.values()).containsOnlyKeys(Metric.FOOTPRINT);
        assertThat(result.values().get(Metric.FOOTPRINT)).isBetween(48.0, 96.0);
    }

    @Test
    void aPairThatFailsHasNoResult() throws Exception {
        assertThat(FORK.measure(Engines.named("raw"), "no such program", SHORT)).isEmpty();
    }

    @Test
    void aJvmWithoutProgressEndsWithTheStacksOfItsThreads() throws Exception {
        Process process = FORK.start(Stalling.class);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(Watch.STALLED);
        assertThat(output).contains("No progress for PT0.1S in: waiting").contains("Stalling.main");
    }

    static final class Stalling {

        public static void main(String[] args) throws InterruptedException {
            Watch.over(Duration.ofMillis(100)).progress("waiting");
            new CountDownLatch(1).await();
        }
    }
}

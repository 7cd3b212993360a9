package io.nact.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTests {

    private static final long TICK = 1 << 20;

    @ParameterizedTest
    @ValueSource(longs = {0, 12_345, -1, Long.MAX_VALUE, Long.MAX_VALUE - TICK - 1, Long.MIN_VALUE, Long.MIN_VALUE + 7})
    void countOnWhenTheReadingsOverflow(long start) {
        Ticks ticks = new Ticks(start);

        assertThat(ticks.passed(start)).isZero();
        assertThat(ticks.passed(start + TICK - 1)).isZero();
        assertThat(ticks.passed(start + TICK)).isOne();
        assertThat(ticks.passed(start + 1_000 * TICK + 5)).isEqualTo(1_000);
    }

    @Test
    void areAboutAMillisecondLong() {
        assertThat(Duration.ofNanos(new Ticks(0).nanosUntil(1, 0)))
                .isBetween(Duration.ofMillis(1), Duration.ofNanos(1_050_000));
    }

    @Test
    void endADelayNotEarlierAndLessThanATickLater() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long start = random.nextLong();
            long now = start + (random.nextLong() >>> 2 + random.nextInt(60));
            long delay = 1 + (random.nextLong() >>> 2 + random.nextInt(60));
            Ticks ticks = new Ticks(start);

            long tick = ticks.after(now, delay);

            assertThat(ticks.nanosUntil(tick, now)).isBetween(delay, delay + TICK - 1);
            assertThat(ticks.passed(now + ticks.nanosUntil(tick, now))).isEqualTo(tick);
            assertThat(ticks.passed(now + ticks.nanosUntil(tick, now) - 1)).isEqualTo(tick - 1);
        }
    }

    @Test
    void haveEndedADelayOfNothingAlready() {
        Ticks ticks = new Ticks(17);

        assertThat(ticks.after(17, 0)).isLessThanOrEqualTo(ticks.passed(17));
        assertThat(ticks.after(18, 0)).isLessThanOrEqualTo(ticks.passed(18));
        assertThat(ticks.after(18, -1)).isLessThanOrEqualTo(ticks.passed(18));
    }
}

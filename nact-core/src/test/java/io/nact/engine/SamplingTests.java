package io.nact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is measured of what is told. */
class SamplingTests {

    private final Sampling sampling = new Sampling();

    private long now = 5;

    private int number;

    /** Sends so many messages, each so long after the one before; answers how many of them were measured. */
    private int send(int messages, long apart, TimeUnit unit) {
        int measured = 0;
        for (int i = 0; i < messages; i++) {
            now += unit.toNanos(apart);
            if (sampling.takes(++number)) {
                sampling.measured(now);
                measured++;
            }
        }
        return measured;
    }

    @Test
    void allAreMeasuredAsLongAsTheyAreFew() {
        assertThat(send(3, 1, TimeUnit.HOURS)).isEqualTo(3);
        assertThat(send(10_000, 2, TimeUnit.MILLISECONDS)).isEqualTo(10_000);
    }

    @Test
    void ofManyAboutAThousandASecondAreMeasured() {
        send(1_000, 20, TimeUnit.MICROSECONDS);
        assertThat(send(500_000, 20, TimeUnit.MICROSECONDS)).isBetween(5_000, 10_000);
    }

    @Test
    void ofVeryManyOneOf256IsMeasured() {
        assertThat(send(1_000, 50, TimeUnit.NANOSECONDS)).isBetween(256, 260);
        assertThat(send(256_000, 50, TimeUnit.NANOSECONDS)).isEqualTo(1_000);
    }

    @Test
    void aClockThatStandsStillIsABurst() {
        assertThat(send(100_000, 0, TimeUnit.NANOSECONDS)).isBetween(600, 700);
    }

    @Test
    void whenABurstIsOverAllAreMeasuredAgainAfterTheFirst() {
        send(100_000, 50, TimeUnit.NANOSECONDS);

        assertThat(send(256, 1, TimeUnit.SECONDS)).isPositive();
        assertThat(send(100, 1, TimeUnit.SECONDS)).isEqualTo(100);
    }

    @Test
    void numbersThatWrapAroundAreMeasuredAsOftenAsOthers() {
        send(1_000, 50, TimeUnit.NANOSECONDS);
        number = Integer.MAX_VALUE - 128_000;

        assertThat(send(256_000, 50, TimeUnit.NANOSECONDS)).isEqualTo(1_000);
    }
}

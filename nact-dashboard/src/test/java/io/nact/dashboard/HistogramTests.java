package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTests {

    private final Histogram histogram = new Histogram();

    @Test
    void saysNothingAboutNothing() {
        assertThat(histogram.quantile(0.5)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 15, 16, 17, 999, 1_000_000, 123_456_789, Long.MAX_VALUE, -5})
    void isTooHighByAnEighthAtMost(long nanos) {
        histogram.record(nanos);

        double seconds = Math.max(0, nanos) / 1e9;
        assertThat(histogram.quantile(1)).isBetween(seconds, seconds * 1.125 + 1e-9);
        assertThat(histogram.quantile(0.01)).isEqualTo(histogram.quantile(1));
    }

    @Test
    void tellsTheManyFromTheFew() {
        for (int i = 1; i <= 1000; i++) {
            histogram.record(i * 1_000_000L);
        }

        assertThat(histogram.quantile(0.5)).isCloseTo(0.5, within(0.0625));
        assertThat(histogram.quantile(0.95)).isCloseTo(0.95, within(0.12));
        assertThat(histogram.quantile(0.99)).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        histogram.record(1_000);
        for (int i = 0; i < 5; i++) {
            histogram.fade();
        }
        assertThat(histogram.quantile(0.5)).isNotNull();

        for (int i = 0; i < 15; i++) {
            histogram.fade();
        }
        assertThat(histogram.quantile(0.5)).isNull();
    }
}

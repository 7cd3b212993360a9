package io.nact.benchmarks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTests {

    private final Series series = new Series(30, 10, 20);

    @Test
    void itsQuantilesAreAmongItsValues() {
        assertThat(series.median()).isEqualTo(20);
        assertThat(series.quantile(0)).isEqualTo(10);
        assertThat(series.quantile(1)).isEqualTo(30);
        assertThat(series.quantile(0.75)).isEqualTo(25);
    }

    @Test
    void ratiosAreMadeRoundByRound() {
        assertThat(series.and(5).by(new Series(10, 10, 10, 10)).values()).containsExactly(3, 1, 2, 0.5);
    }

    @Test
    void aBoundIsJudgedByTheMedian() {
        assertThat(Bound.atLeast("a beside b", 20).judge(series))
                .isEqualTo("- a beside b: 20.00 times, 10.00 to 30.00; at least 20.0 is wanted: reached");
        assertThat(Bound.atMost("a beside b", 19.9).judge(series))
                .isEqualTo("- a beside b: 20.00 times, 10.00 to 30.00; at most 19.9 is wanted: MISSED");
    }
}

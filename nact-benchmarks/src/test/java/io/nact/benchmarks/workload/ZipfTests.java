package io.nact.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ZipfTests {

    private static final int IDS = 1_000;

    private final int[] sample = Zipf.sample(IDS, 1_000_000);

    @Test
    void theFirstIsAskedForTenTimesAsOftenAsTheTenth() {
        assertThat(count(0)).isCloseTo(10 * count(9), Percentage.withPercentage(5));
    }

    @Test
    void allAreAskedFor() {
        assertThat(Arrays.stream(sample).distinct().count()).isEqualTo(IDS);
        assertThat(Arrays.stream(sample).max()).hasValue(IDS - 1);
    }

    private long count(int id) {
        return Arrays.stream(sample).filter(each -> each == id).count();
    }
}

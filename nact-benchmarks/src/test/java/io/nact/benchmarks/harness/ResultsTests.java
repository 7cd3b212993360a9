package io.nact.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.benchmarks.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTests {

    private static final EngineKind FAST = Engines.named("raw");

    private static final EngineKind SLOW = Engines.named("nact");

    private static final Program PROGRAM = Programs.named("count");

    private final Results results = new Results();

    @Test
    void aRatioIsTheMedianOfThoseOfTheRounds() {
        add(1, 1, 3);
        add(2, 2, 2);
        add(3, 4, 5);

        assertThat(results.ratio(Metric.BEST, PROGRAM, FAST, SLOW)).hasValue(1.25);
        assertThat(results.median(Metric.BEST, PROGRAM, SLOW)).hasValue(3);
    }

    @Test
    void aRoundInWhichOneIsMissingIsLeftOut() {
        add(1, 10, 20);
        results.add(2, PROGRAM, FAST, best(1));

        assertThat(results.ratio(Metric.BEST, PROGRAM, FAST, SLOW)).hasValue(2);
        assertThat(results.ratio(Metric.SWITCHES, PROGRAM, FAST, SLOW)).isEmpty();
    }

    @Test
    void aReportHasARowForEachProgramAndAColumnForEachEngine() {
        add(1, 9.5, 19);
        Plan plan = new Plan(List.of(SLOW, FAST), List.of(PROGRAM), 1, Pace.QUICK, new Fork(List.of()));

        assertThat(Report.of(plan, results, "here", List.of("round 1, count on raw")))
                .startsWith("here\n\nFailed once: round 1, count on raw\n")
                .contains("""
                        ### ns per operation, best iteration

                        | workload | nact | raw |
                        | --- | ---: | ---: |
                        | count | 19.0 | 9.50 |
                        """)
                .contains("""
                        ### ns per operation, best iteration: times as much as raw

                        | workload | nact | raw |
                        | --- | ---: | ---: |
                        | count | 2.00× | 1.00× |
                        """)
                .doesNotContain("bytes per idle actor");
    }

    @Test
    void aResultTravelsAsALine() {
        Result result = new Result(Map.of(Metric.BEST, 12.5, Metric.SWITCHES, 0.0));

        assertThat(Result.parse(result.toLine())).hasValue(result);
        assertThat(Result.parse("RESULTS of something else")).isEmpty();
    }

    private void add(int round, double fast, double slow) {
        results.add(round, PROGRAM, FAST, best(fast));
        results.add(round, PROGRAM, SLOW, best(slow));
    }

    private static Result best(double value) {
        return new Result(Map.of(Metric.BEST, value));
    }
}

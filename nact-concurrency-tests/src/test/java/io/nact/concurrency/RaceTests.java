package io.nact.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/** Each race of this module's main sources is a test here, which fails on what the race says is forbidden. */
@TestInstance(Lifecycle.PER_CLASS)
class RaceTests {

    private final Observer observer = Observer.asked();

    Set<String> races() {
        return observer.races();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("races")
    void endsAsItMay(String race) {
        TestResult result = observer.observe(race);

        assertThat(ReportUtils.statusToPassed(result)).as(() -> report(result)).isTrue();
        assertThat(result.getTotalCount()).as("times that %s was run", race).isPositive();
    }

    private static String report(TestResult result) {
        StringWriter text = new StringWriter();
        ReportUtils.printResult(new PrintWriter(text, true), result, true);
        return text.toString();
    }
}

package io.nact.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Program;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that comes to a wrong result throws. */
@Timeout(120)
class ProgramsTests {

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("pairs")
    void comeToTheRightResultAndRunAgainOnTheSameSystem(String engine, String program) throws Exception {
        try (Engine<?> started = Engines.named(engine).start()) {
            Program known = Programs.named(program);
            var workload = known.maker().on(started, known.tiny());

            assertThat(workload.run()).isPositive();
            assertThat(workload.run()).isPositive();
        }
    }

    static Stream<Arguments> pairs() {
        return Engines.all().stream().flatMap(engine -> Programs.all().stream()
                .filter(engine::canRun)
                .map(program -> Arguments.of(engine.name(), program.name())));
    }
}

package io.nact.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Measure;
import io.nact.benchmarks.Program;
import io.nact.benchmarks.Workload;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EveryPairTests {

    private static final int RUNS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicContainer> everyProgramComesToTheRightEndOnEveryEngine() {
        return Engines.all().stream()
                .map(kind -> DynamicContainer.dynamicContainer(
                        kind.name(),
                        Programs.all().stream()
                                .filter(kind::canRun)
                                .map(program -> DynamicTest.dynamicTest(
                                        program.name(),
                                        () -> assertTimeoutPreemptively(PATIENCE, () -> run(kind, program))))));
    }

    private static void run(EngineKind kind, Program program) throws Exception {
        try (Engine<?> engine = kind.start()) {
            runOn(engine, program);
        }
    }

    private static <R> void runOn(Engine<R> engine, Program program) throws Exception {
        Workload<R> workload = program.maker().on(engine, program.tiny());
        for (int i = 0; i < (program.measure() == Measure.TIME ? RUNS : 1); i++) {
            assertThat(workload.run()).isPositive();
        }
    }
}

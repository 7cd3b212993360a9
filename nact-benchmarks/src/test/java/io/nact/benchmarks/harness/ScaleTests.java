package io.nact.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTests {

    private static final Fork FORK = new Fork(List.of("-XX:TieredStopAtLevel=1"));

    @Test
    void everyPointNamesAProgram() {
        assertThat(ScalePoint.all())
                .allSatisfy(point ->
                        assertThat(Programs.named(point.program()).name()).isEqualTo(point.program()))
                .extracting(ScalePoint::program)
                .containsAll(Programs.ofScale().stream()
                        .map(program -> program.name())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void theStepsOfAMomentAreTimedInAJvmOfItsOwn(Moment moment) throws Exception {
        Process process = FORK.start(Moments.class, moment.name());
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(4);
        assertThat(lines.subList(2, 4))
                .allSatisfy(row -> assertThat(row).matches("\\| the .*( \\| \\d+\\.\\d\\d){4} \\|"));
    }

    @Test
    void aPointsFlagsComeAfterThoseOfAll() {
        ScalePoint point = new ScalePoint("collector", "Z", "count", List.of("-XX:+UseZGC"));

        assertThat(point.on(FORK).flags()).containsExactly("-XX:TieredStopAtLevel=1", "-XX:+UseZGC");
    }
}

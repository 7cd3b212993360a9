package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A runtime that was made for an application may have no flight recorder: actors do not need one. */
class WithoutFlightRecorderTests {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"java.base, false", "'java.base,jdk.jfr', true"})
    void actorsRunOnARuntimeOfTheseModules(String modules, boolean hasRecorder) throws Exception {
        Path output = directory.resolve("output");
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        modules,
                        "-cp",
                        System.getProperty("java.class.path"),
                        // The test's own backend of slf4j needs more modules.
                        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                        LittleRuntime.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(output))
                    .contains("with a flight recorder: " + hasRecorder + ", ended well")
                    .doesNotContain("Exception", "Error");
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }
}

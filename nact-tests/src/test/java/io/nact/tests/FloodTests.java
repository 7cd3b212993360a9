package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guarantee 11: a flood of messages does not end in an OutOfMemoryError, and what needs no room passes meanwhile. How many
 * messages the flood has can be said by {@code -Dnact.flood=…}.
 */
class FloodTests {

    private static final long MESSAGES = Long.getLong("nact.flood", 5_000_000);

    /** Ten times as long as it should take on a machine that has other things to do. */
    private static final long SECONDS = 60 + MESSAGES / 100_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "unbounded"})
    void aHeapOf64MegabytesStandsIt(String mailbox) throws Exception {
        Path output = directory.resolve("output");
        Process flood = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName(),
                        mailbox,
                        Long.toString(MESSAGES)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = flood.waitFor(SECONDS, TimeUnit.SECONDS);

            assertThat(ended)
                    .as("It ended in time. " + Files.readString(output))
                    .isTrue();
            assertThat(flood.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            flood.destroyForcibly();
        }
    }
}

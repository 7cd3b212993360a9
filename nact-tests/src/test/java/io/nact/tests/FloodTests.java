package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guarantee 11: a flood of messages, or of ids, does not end in an OutOfMemoryError, and what needs no room passes
 * meanwhile. How large the floods are can be said by {@code -Dnact.flood=…} and {@code -Dnact.flood.ids=…}. Each may take
 * ten times as long as it should on a machine that has other things to do.
 */
class FloodTests {

    private static final long MESSAGES = Long.getLong("nact.flood", 5_000_000);

    private static final long IDS = Long.getLong("nact.flood.ids", 500_000);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "unbounded"})
    void aHeapOf64MegabytesStandsIt(String mailbox) throws Exception {
        assertEndsWell(Flood.class, mailbox, MESSAGES, 60 + MESSAGES / 100_000);
    }

    @Test
    void aHeapOf64MegabytesStandsAFloodOfIds() throws Exception {
        assertEndsWell(FloodOfIds.class, "quick", IDS, 60 + IDS / 25_000);
    }

    /** A tenth as many: each time a hundred entities are looked at before it is said that none can make room. */
    @Test
    void aHeapOf64MegabytesStandsAFloodOfIdsOfWhichNoneIsIdle() throws Exception {
        assertEndsWell(FloodOfIds.class, "slow", IDS / 10, 60 + IDS / 10_000);
    }

    private void assertEndsWell(Class<?> program, String kind, long count, long seconds) throws Exception {
        Path output = directory.resolve("output");
        Process flood = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        kind,
                        Long.toString(count)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = flood.waitFor(seconds, TimeUnit.SECONDS);

            assertThat(ended)
                    .as("It ended in time. " + Files.readString(output))
                    .isTrue();
            assertThat(flood.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            flood.destroyForcibly();
        }
    }
}

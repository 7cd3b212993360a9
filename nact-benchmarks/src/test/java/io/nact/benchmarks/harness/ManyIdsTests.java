package io.nact.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.benchmarks.journal.ManyIds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ManyIdsTests {

    private static final Fork SMALL =
            new Fork(List.of("-Xms48m", "-Xmx48m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1"));

    @Test
    void twentyThousandEntitiesComeBackWithTheirStatesToAHeapForFiveHundred(@TempDir Path directory) throws Exception {
        // The database's own cache must not grow meanwhile.
        String url = "jdbc:h2:file:%s;CACHE_SIZE=4096".formatted(directory.resolve("journal"));
        Process program = SMALL.start(ManyIds.class, url, "sa", "20000", "500");
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output).contains("| 20,000 | 2 | 50");
    }
}

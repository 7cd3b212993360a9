package io.nact.persistence.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after {@code kill -9}. */
class CrashTests {

    @Test
    void anH2FileThatWritesAtOnceKeepsWhatItHasAcknowledged(@TempDir Path directory) throws Exception {
        new Crashes("jdbc:h2:file:" + directory.resolve("journal") + ";WRITE_DELAY=0", "sa", false).run(1);
    }

    @Test
    void anH2FileWithCheckpointsKeepsWhatItHasAcknowledged(@TempDir Path directory) throws Exception {
        new Crashes("jdbc:h2:file:" + directory.resolve("journal"), "sa", true).run(1);
    }

    @Test
    @Tag("databases")
    void anH2FileKeepsItTwentyTimes(@TempDir Path directory) throws Exception {
        new Crashes("jdbc:h2:file:" + directory.resolve("journal") + ";WRITE_DELAY=0", "sa", false).run(20);
    }

    @Test
    @Tag("databases")
    void postgresThatSyncsKeepsItTwentyTimes(@TempDir Path directory) throws Exception {
        try (PostgresServer server = PostgresServer.start(directory)) {
            new Crashes(server.url(), "postgres", false).run(20);
        }
    }
}

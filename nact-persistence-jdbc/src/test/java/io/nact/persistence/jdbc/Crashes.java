package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** JVMs that are killed while they write, and what is left of what they were told. */
final class Crashes {

    private static final int ACKNOWLEDGED = 2000;

    private static final Pattern COMPLETE = Pattern.compile("a\\d+ \\d+");

    private final String url;

    private final String user;

    private final boolean checkpoint;

    Crashes(String url, String user, boolean checkpoint) {
        this.url = url;
        this.user = user;
        this.checkpoint = checkpoint;
    }

    /** Kills this many JVMs, one after the other. */
    void run(int rounds) throws Exception {
        TestDatabase.at(url, user).close();
        for (int round = 0; round < rounds; round++) {
            String type = "crash" + UUID.randomUUID();
            check(type, acknowledgedBeforeTheKill(type));
        }
    }

    /** The last number of each id that was acknowledged. */
    private Map<String, Long> acknowledgedBeforeTheKill(String type) throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        Process writer = start(type);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            int read = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The kill may have cut the last line short.
                if (read < ACKNOWLEDGED || COMPLETE.matcher(line).matches()) {
                    String[] words = line.split(" ");
                    assertThat(words).as(line).hasSize(2);
                    acknowledged.merge(words[0], Long.valueOf(words[1]), Math::max);
                }
                if (++read == ACKNOWLEDGED) {
                    // The process itself would close the stream, too.
                    writer.toHandle().destroyForcibly();
                }
            }
            assertThat(read).as("acknowledged in all").isGreaterThanOrEqualTo(ACKNOWLEDGED);
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    private Process start(String type) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        CrashingWriter.class.getName(),
                        url,
                        user,
                        type,
                        String.valueOf(checkpoint))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void check(String type, Map<String, Long> acknowledged) throws Exception {
        try (TestDatabase database = TestDatabase.at(url, user);
                JdbcStorage storage = JdbcStorage.open(database.dataSource())) {
            for (Map.Entry<String, Long> actor : acknowledged.entrySet()) {
                List<StoredEvent> stored = ChaosActor.read(storage, PersistenceId.of(type, actor.getKey()));
                assertThat(stored).hasSizeGreaterThanOrEqualTo(Math.toIntExact(actor.getValue()));
                for (int i = 0; i < stored.size(); i++) {
                    assertThat(stored.get(i).sequenceNr()).isEqualTo(i + 1);
                }
            }
        }
    }
}

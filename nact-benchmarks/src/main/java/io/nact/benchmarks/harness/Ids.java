package io.nact.benchmarks.harness;

import io.nact.benchmarks.journal.ManyIds;
import io.nact.benchmarks.journal.Postgres;
import java.util.List;

/** A million ids of persistent entities, of which ten thousand live at once, in a small JVM. */
final class Ids {

    private static final String IDS = "1000000";

    private static final String RESIDENT = "10000";

    private static final List<String> FLAGS = List.of("-Xms96m", "-Xmx96m", "-XX:+ExitOnOutOfMemoryError");

    private Ids() {}

    static void run() throws Exception {
        System.out.println(Machine.describe(FLAGS));
        try (Postgres server = Postgres.start()) {
            Process program = new Fork(FLAGS).start(ManyIds.class, server.url(), "postgres", IDS, RESIDENT);
            program.getInputStream().transferTo(System.out);
            if (program.waitFor() != 0) {
                throw new IllegalStateException("It has failed: see its messages above");
            }
        }
    }
}

package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.spring.features.restarted.Restarter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts in a running JVM, as devtools make them: nothing of the application before is left. */
class RestartTests {

    @Test
    void leavesNeitherThreadsNorClassesOfTheApplicationBefore(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogging.level.root=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Restarter.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String run = "Hello you and me\nthreads left: []\nclasses left: false\n";
        assertThat(Files.readString(output)).isEqualTo(run + run);
    }
}

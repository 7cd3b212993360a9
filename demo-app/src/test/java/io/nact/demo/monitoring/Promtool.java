package io.nact.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The tool that comes with Prometheus. */
final class Promtool {

    private Promtool() {}

    /** Runs it in the folder of the rules, and fails unless it is content. */
    static void agrees(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Path folder = Documents.path("monitoring");
        Process process = Installed.start(
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true));
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor())
                .as("%s%n%s", String.join(" ", command), output)
                .isZero();
        assertThat(output).contains("SUCCESS");
    }
}

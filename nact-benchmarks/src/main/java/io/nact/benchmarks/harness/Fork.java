package io.nact.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JVM of its own, of the same kind as this one.
 *
 * @param flags the same for every engine
 */
record Fork(List<String> flags) {

    /** What all get unless told: a heap that does not grow, a simple collector, two processors. */
    static final List<String> FLAGS = List.of("-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "-XX:ActiveProcessorCount=2");

    /** Its result; nothing if it failed, of which its own messages tell. */
    Optional<Result> measure(EngineKind engine, String program, Pace pace) throws IOException, InterruptedException {
        Process process = start(Measuring.class, engine.name(), program, pace.toArgument());
        Optional<Result> result = Optional.empty();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Result> found = Result.parse(line);
                if (found.isPresent()) {
                    result = found;
                } else {
                    System.out.println(line);
                }
            }
        }
        int status = process.waitFor();
        return status == 0 ? result : Optional.empty();
    }

    /** Starts it, with its errors among its output. It ends with this one. */
    Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }
}

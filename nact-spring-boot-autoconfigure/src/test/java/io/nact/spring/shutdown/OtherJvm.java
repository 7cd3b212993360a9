package io.nact.spring.shutdown;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a JVM of its own, on the class path of this one; what it prints is kept. */
final class OtherJvm implements AutoCloseable {

    private final Process process;

    private final BufferedReader reader;

    private final List<String> output = new ArrayList<>();

    private OtherJvm(Process process) {
        this.process = process;
        this.reader = process.inputReader();
    }

    static OtherJvm run(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new OtherJvm(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that has this in it; answers its first group, if it has one. */
    String awaitLine(String regex) {
        Pattern pattern = Pattern.compile(regex);
        for (String line = readLine(); line != null; line = readLine()) {
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                return found.groupCount() == 0 ? line : found.group(1);
            }
        }
        throw new AssertionError("It has ended without a line like '%s':%n%s".formatted(regex, text()));
    }

    /** Asks it to terminate, as an operator or an orchestrator does: SIGTERM. */
    void terminate() {
        // Not by the process itself, which would let go of its output.
        process.toHandle().destroy();
    }

    /** Waits for its end; answers all that it has printed. */
    String toItsEnd() {
        while (readLine() != null) {
            // Kept by the reading.
        }
        return text();
    }

    private String text() {
        return String.join("\n", output);
    }

    private String readLine() {
        try {
            String line = reader.readLine();
            if (line != null) {
                output.add(line);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

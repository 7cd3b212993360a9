package io.nact.concurrency;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * The full form: jcstress itself, each race in many JVMs that differ in compilers, their options, and places of threads. It
 * leaves out races that have more threads than the machine has processors: these are run as in the short form.
 */
final class InForkedJvms implements Observer {

    private static final Path DIRECTORY = Path.of("target", "jcstress");

    private final Set<String> races;

    private final Map<String, TestResult> results;

    private final Observer inThisJvm = new InThisJvm();

    private InForkedJvms(Set<String> races, Map<String, TestResult> results) {
        this.races = races;
        this.results = results;
    }

    /** Runs jcstress with these arguments of its command line, until it has ended. */
    static InForkedJvms run(String... arguments) {
        Set<String> races = new JCStress(InThisJvm.options(arguments)).getTests();
        try {
            return new InForkedJvms(races, read(runHarness(arguments)));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("jcstress has left no results that can be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while jcstress ran", e);
        }
    }

    /** Its exit code says less than the results do: one for a forbidden outcome, none for a race that it left out. */
    private static Path runHarness(String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        results().forEach(InForkedJvms::delete);
        File log = DIRECTORY.resolve("jcstress.log").toFile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        List<Path> written = results();
        if (written.size() != 1) {
            throw new IllegalStateException(
                    "jcstress has ended with %d and without results: see %s".formatted(exit, log.getAbsolutePath()));
        }
        return written.get(0);
    }

    private static List<Path> results() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".bin.gz")).toList();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, TestResult> read(Path file) throws IOException, ClassNotFoundException {
        InProcessCollector collector = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
        reader.dump();
        reader.close();
        return ReportUtils.mergedByName(collector.getTestResults()).stream()
                .collect(Collectors.toMap(TestResult::getName, Function.identity()));
    }

    @Override
    public Set<String> races() {
        return races;
    }

    @Override
    public TestResult observe(String race) {
        TestResult result = results.get(race);
        return result != null ? result : inThisJvm.observe(race);
    }
}

package io.nact.benchmarks.harness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** How often threads of this process gave their processor up to wait, without the JVM's own threads. Linux only. */
final class Switches {

    private static final Path THREADS = Path.of("/proc/self/task");

    private static final String COUNT = "voluntary_ctxt_switches:";

    /** The compilers, the collectors and the timer tick by themselves. */
    private static final List<String> JVM = List.of("C1 ", "C2 ", "GC ", "G1 ", "VM ", "Sweeper", "Service", "Monitor");

    private Switches() {}

    /** Of the live threads; negative if the system does not tell. */
    static long total() {
        if (!Files.isDirectory(THREADS)) {
            return -1;
        }
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                sum += of(thread);
            }
        } catch (IOException e) {
            return -1;
        }
        return sum;
    }

    private static long of(Path thread) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm"));
            if (JVM.stream().anyMatch(name::startsWith)) {
                return 0;
            }
            return Files.readAllLines(thread.resolve("status")).stream()
                    .filter(line -> line.startsWith(COUNT))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(COUNT.length()).trim()))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0; // It has ended meanwhile.
        }
    }
}

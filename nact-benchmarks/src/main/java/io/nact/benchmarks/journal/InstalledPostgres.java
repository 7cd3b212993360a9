package io.nact.benchmarks.journal;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server made by the {@code initdb} and {@code pg_ctl} of this machine, with its data in a directory of its own. */
final class InstalledPostgres implements Closeable {

    private static final long SECONDS_TO_END = 120;

    private final Path directory;

    private final int port;

    private InstalledPostgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    static boolean isThere() {
        return Stream.of("initdb", "pg_ctl").allMatch(InstalledPostgres::isOnPath);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    static InstalledPostgres start() throws IOException {
        Path directory = Files.createTempDirectory("nact-benchmark");
        InstalledPostgres server = new InstalledPostgres(directory, freePort());
        if (isRoot()) {
            run(directory, List.of("chown", "postgres", directory.toString()));
        }
        server.runAsUser("initdb", "-D", server.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        server.runAsUser("pg_ctl", "-D", server.data(), "-w", "-l", server.log(), "-o", server.options(), "start");
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private String log() {
        return directory.resolve("log").toString();
    }

    private String options() {
        return "-p %d -c listen_addresses=localhost -c unix_socket_directories=%s".formatted(port, directory);
    }

    String url() {
        return "jdbc:postgresql://localhost:%d/postgres".formatted(port);
    }

    /** PostgreSQL does not run as root. */
    private void runAsUser(String... command) throws IOException {
        List<String> all = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        all.addAll(List.of(command));
        run(directory, all);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(Path directory, List<String> command) throws IOException {
        // What a server prints it would print for as long as it lives.
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "%s has failed: run it by hand to see why".formatted(String.join(" ", command)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() throws IOException {
        runAsUser("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

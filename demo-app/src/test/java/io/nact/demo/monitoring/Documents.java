package io.nact.demo.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands in docs/, read as text. */
final class Documents {

    private static final Path FOLDER = Path.of("").toAbsolutePath().resolveSibling("docs");

    private Documents() {}

    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    static String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.nact.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.util.MimeType;

/** The files of the page, which lie beside this class, where no other handler of the web server finds them. */
final class PageFiles {

    static final String FOLDER = "page/";

    static final String START = "index.html";

    private static final Pattern NAME = Pattern.compile("\\w+(?:\\.\\w+)*\\.(html|css|js|svg)");

    private static final Map<String, MimeType> TYPES = Map.of(
            "html", MimeType.valueOf("text/html;charset=UTF-8"),
            "css", MimeType.valueOf("text/css;charset=UTF-8"),
            "js", MimeType.valueOf("text/javascript;charset=UTF-8"),
            "svg", MimeType.valueOf("image/svg+xml"));

    Optional<PageFile> find(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        MimeType type = TYPES.getOrDefault(parts.group(1), MimeType.valueOf("text/plain"));
        try (InputStream file = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            return Optional.ofNullable(file == null ? null : new PageFile(file.readAllBytes(), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record PageFile(byte[] content, MimeType type) {}
}

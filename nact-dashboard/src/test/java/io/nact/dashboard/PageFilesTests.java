package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

class PageFilesTests {

    private static final Path OWN = Path.of("src/main/resources/io/nact/dashboard/page");

    /** Libraries that are no WebJars. */
    private static final List<String> FOREIGN = List.of("htm.umd.js", "dagre.min.js");

    static List<Path> own() throws IOException {
        try (Stream<Path> files = Files.list(OWN)) {
            return files.filter(file -> !FOREIGN.contains(file.getFileName().toString()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void asksNobodyElse(Path file) throws IOException {
        assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://", "//cdn", "@import");
    }

    @Test
    void aStrictPolicyHolds() {
        String page =
                new String(new PageFiles().find(PageFiles.START).orElseThrow().content(), StandardCharsets.UTF_8);

        assertThat(page).contains("default-src 'none'").doesNotContain("unsafe-inline", "unsafe-eval");
        assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern("<style|style=| on\\w+=");
    }

    @Test
    void theLibrariesAreThereWithTheirLicences() throws IOException {
        try (var licences = PageFilesTests.class.getResourceAsStream("/META-INF/nact-dashboard-libraries.txt")) {
            assertThat(licences).isNotNull();
            assertThat(new String(licences.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("preact", "htm", "uPlot", "dagre");
        }
        assertThat(List.of(
                        "preact.umd.js",
                        "hooks.umd.js",
                        "htm.umd.js",
                        "uPlot.iife.min.js",
                        "uPlot.min.css",
                        "dagre.min.js"))
                .allSatisfy(name -> assertThat(new PageFiles().find(name)).isPresent());
    }

    @Test
    void aNativeImageHasThemToo() {
        RuntimeHints hints = new RuntimeHints();
        new DashboardHints().registerHints(hints, null);

        assertThat(RuntimeHintsPredicates.resource().forResource("io/nact/dashboard/page/app.js"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(Sample.TypeState.class))
                .accepts(hints);
    }
}

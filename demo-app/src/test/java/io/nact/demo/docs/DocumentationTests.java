package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each Java paragraph of README.md and docs/ stands in a source of this module, so that it compiles and runs. */
class DocumentationTests {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    /** Between paragraphs, and between the classes of a program that is set without blank lines. */
    private static final Pattern BREAK = Pattern.compile("\\n\\s*\\n|(?<=\\n\\})\\n|(?<=\\{\\}[^\\n]{0,99})\\n(?=\\S)");

    @TestFactory
    Stream<DynamicTest> everyJavaSnippetStandsInASource() throws IOException {
        List<String> sources = filesBelow(MODULE.resolve("src"), ".java")
                .map(DocumentationTests::words)
                .toList();
        return pages().flatMap(page -> paragraphs(page)
                .map(paragraph -> DynamicTest.dynamicTest(
                        page.getFileName() + ": "
                                + paragraph.lines().findFirst().orElseThrow(),
                        () -> assertThat(sources.stream().anyMatch(source -> source.contains(words(paragraph))))
                                .as("a source of this module has, layout aside:%n%s", paragraph)
                                .isTrue())));
    }

    @Test
    void anActorWithItsControllerTakesFifteenLines() {
        String program = JAVA.matcher(read(MODULE.getParent().resolve("README.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(program).contains("@Actor", "@RestController", "ask(");
        assertThat(program.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(15);
    }

    private static Stream<Path> pages() throws IOException {
        Path root = MODULE.getParent();
        return Stream.concat(Stream.of(root.resolve("README.md")), filesBelow(root.resolve("docs"), ".md"));
    }

    private static Stream<String> paragraphs(Path page) {
        return JAVA.matcher(read(page))
                .results()
                .map((MatchResult snippet) -> snippet.group(1))
                .flatMap(snippet -> BREAK.splitAsStream(snippet));
    }

    /** Layout aside. */
    private static String words(String code) {
        return String.join(" ", code.strip().split("\\s+"));
    }

    private static String words(Path source) {
        return words(read(source));
    }

    private static Stream<Path> filesBelow(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

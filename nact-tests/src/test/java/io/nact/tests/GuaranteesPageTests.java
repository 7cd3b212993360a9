package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of guarantees names the tests that hold them: none of these may be gone. */
class GuaranteesPageTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern TESTS = Pattern.compile("`(\\w+Tests)`");

    private static final Pattern A_TEST = Pattern.compile("(?m)^ +@(Test|ParameterizedTest|RepeatedTest|ArchTest)\\b");

    /** From the number to the next one, or to the next heading. */
    private static final Pattern GUARANTEE = Pattern.compile("(?ms)^(\\d+)\\. (.*?)(?=^\\d+\\. |^#|\\z)");

    private static String page() {
        return read(ROOT.resolve("docs/guarantees.md"));
    }

    static Stream<String> namedTests() {
        return names(page()).distinct();
    }

    static Stream<MatchResult> guarantees() {
        return GUARANTEE.matcher(page()).results();
    }

    private static Stream<String> names(String text) {
        return TESTS.matcher(text).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("namedTests")
    void whatItNamesExistsAndHasATest(String name) throws IOException {
        List<Path> sources;
        try (Stream<Path> modules = Files.list(ROOT)) {
            sources = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> find(folder, name + ".java"))
                    .toList();
        }

        assertThat(sources)
                .as("sources of " + name)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(read(source)).containsPattern(A_TEST));
    }

    @Test
    void thereAreTwelve() {
        assertThat(guarantees().map(found -> Integer.valueOf(found.group(1))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void eachNamesATestOrSaysThatItIsNotYetPromised(MatchResult guarantee) {
        String text = guarantee.group(2);

        assertThat(names(text).findAny().isPresent()
                        || text.replaceAll("\\s+", " ").contains("*Not promised yet*"))
                .as(guarantee.group())
                .isTrue();
    }

    private static Stream<Path> find(Path folder, String file) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.getFileName().toString().equals(file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

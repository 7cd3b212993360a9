package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.nact.spring.autoconfigure.NactProperties.Dispatcher;
import io.nact.spring.autoconfigure.NactProperties.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an IDE knows of the properties. */
class ConfigurationMetadataTests {

    /** A row of the table: the property, and its default as code or in words. */
    private static final Pattern ROW = Pattern.compile("^\\| `(nact\\.[a-z.-]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

    private final DocumentContext metadata =
            JsonPath.parse(Path.of("target/classes/META-INF/spring-configuration-metadata.json")
                    .toFile());

    private final List<Map<String, Object>> properties = metadata.read("$.properties[*]");

    ConfigurationMetadataTests() throws IOException {}

    @Test
    void knowsTheProperties() {
        assertThat(properties)
                .extracting(property -> property.get("name"))
                .contains(
                        "nact.ask-timeout",
                        "nact.dead-letters.recent",
                        "nact.dispatcher.parallelism",
                        "nact.dispatcher.type",
                        "nact.enabled",
                        "nact.entities.max-active",
                        "nact.entities.passivate-after",
                        "nact.mailbox.block-timeout",
                        "nact.mailbox.capacity",
                        "nact.mailbox.overflow",
                        "nact.max-messages",
                        "nact.metrics.enabled",
                        "nact.name",
                        "nact.shutdown.timeout",
                        "nact.stuck-after",
                        "nact.turn-timeout",
                        "nact.web.problem-details.enabled");
    }

    @Test
    void describesEachPropertyInPlainSentences() {
        assertThat(properties)
                .allSatisfy(property -> assertThat((String) property.get("description"))
                        .as("description of %s", property.get("name"))
                        .isNotNull()
                        .endsWith(".")
                        .doesNotContain("{@", "<")
                        .doesNotStartWith("The ")
                        .doesNotStartWith("A "));
    }

    @Test
    void hasEachPropertyOnce() {
        assertThat(properties).extracting(property -> property.get("name")).doesNotHaveDuplicates();
    }

    @Test
    void hintsAtEachValueOfAChoice() {
        assertHints("nact.dispatcher.type", Dispatcher.Type.values());
        assertHints("nact.mailbox.overflow", Mailbox.Overflow.values());
    }

    private void assertHints(String property, Enum<?>[] values) {
        List<String> hints = metadata.read("$.hints[?(@.name == '%s')].values[*].value".formatted(property));
        assertThat(hints)
                .containsExactlyElementsOf(Arrays.stream(values)
                        .map(ConfigurationMetadataTests::asWritten)
                        .toList());
    }

    private static String asWritten(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void agreesWithTheDocumentation() throws IOException {
        Map<String, String> documented = ROW.matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        assertThat(properties)
                .extracting(property -> property.get("name"))
                .containsExactlyInAnyOrderElementsOf(documented.keySet());
        assertThat(properties)
                .filteredOn(property -> property.get("defaultValue") != null)
                .isNotEmpty()
                .allSatisfy(property -> assertThat(documented.get((String) property.get("name")))
                        .as("default of %s", property.get("name"))
                        .isEqualTo("`%s`".formatted(property.get("defaultValue"))));
    }
}

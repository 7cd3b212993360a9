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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an IDE knows of the properties. */
class ConfigurationMetadataTests {

    /** A row of a table: the property, and its default as code or in words. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `((?:management|nact)\\.[a-z0-9.<>-]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

    private final DocumentContext metadata =
            JsonPath.parse(Path.of("target/classes/META-INF/spring-configuration-metadata.json")
                    .toFile());

    private final List<Map<String, Object>> properties = Stream.of(
                    own().filter(property -> !isMap(property)),
                    ofEach("nact.actors.<name>", ActorProperties.class),
                    ofEach("nact.dispatchers.<name>", Dispatcher.class))
            .flatMap(Function.identity())
            .toList();

    ConfigurationMetadataTests() throws IOException {}

    private Stream<Map<String, Object>> own() {
        return metadata.<List<Map<String, Object>>>read("$.properties[*]").stream();
    }

    private static boolean isMap(Map<String, Object> property) {
        return property.get("type").toString().startsWith(Map.class.getName());
    }

    /** The properties of a map's values, whose metadata stand in files of their own. */
    private static Stream<Map<String, Object>> ofEach(String prefix, Class<?> values) throws IOException {
        Path file = Path.of("target/classes/META-INF/spring/configuration-metadata", values.getName() + ".json");
        List<Map<String, Object>> properties = JsonPath.parse(file.toFile()).read("$.properties[*]");
        return properties.stream().peek(property -> property.merge("name", prefix, (name, of) -> of + "." + name));
    }

    @Test
    void knowsTheProperties() {
        assertThat(properties)
                .extracting(property -> property.get("name"))
                .contains(
                        "management.endpoint.actors.access",
                        "management.endpoint.actors.roles",
                        "management.endpoint.actors.show-values",
                        "management.endpoint.deadletters.access",
                        "management.endpoint.deadletters.roles",
                        "management.endpoint.deadletters.show-values",
                        "management.health.nact.enabled",
                        "nact.actors.<name>.ask-timeout",
                        "nact.actors.<name>.dispatcher",
                        "nact.actors.<name>.mailbox.block-timeout",
                        "nact.actors.<name>.mailbox.capacity",
                        "nact.actors.<name>.mailbox.overflow",
                        "nact.actors.<name>.passivate-after",
                        "nact.actors.<name>.supervision.backoff.max",
                        "nact.actors.<name>.supervision.backoff.min",
                        "nact.actors.<name>.supervision.max-resets",
                        "nact.actors.<name>.supervision.on-error",
                        "nact.actors.<name>.supervision.on-exception",
                        "nact.actors.<name>.supervision.within",
                        "nact.ask-timeout",
                        "nact.dead-letters.recent",
                        "nact.dispatcher.parallelism",
                        "nact.dispatcher.type",
                        "nact.dispatchers.<name>.parallelism",
                        "nact.dispatchers.<name>.type",
                        "nact.enabled",
                        "nact.health.dead-letters",
                        "nact.health.entities",
                        "nact.health.mailbox",
                        "nact.health.stuck-turns",
                        "nact.entities.max-active",
                        "nact.entities.passivate-after",
                        "nact.mailbox.block-timeout",
                        "nact.mailbox.capacity",
                        "nact.mailbox.overflow",
                        "nact.max-messages",
                        "nact.metrics.enabled",
                        "nact.name",
                        "management.health.nact-journal.enabled",
                        "nact.persistence.journal",
                        "nact.persistence.outbox.enabled",
                        "nact.persistence.projection.enabled",
                        "nact.persistence.projection.poll-interval",
                        "management.endpoint.nactprojections.access",
                        "management.health.nact-projections.enabled",
                        "nact.persistence.jdbc.h2-checkpoint",
                        "nact.persistence.jdbc.initialize-schema",
                        "nact.shutdown.timeout",
                        "nact.stuck-after",
                        "nact.turn-timeout",
                        "nact.web.problem-details.enabled");
    }

    @Test
    void describesEachPropertyInPlainSentences() {
        assertThat(Stream.concat(own().filter(ConfigurationMetadataTests::isMap), properties.stream()))
                .hasSizeGreaterThan(properties.size())
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

    @Test
    void hintsAtTheNamesOfBeansForThoseOfActors() {
        List<String> providers = metadata.read("$.hints[?(@.name == 'nact.actors.keys')].providers[*].name");
        assertThat(providers).containsExactly("spring-bean-reference");
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

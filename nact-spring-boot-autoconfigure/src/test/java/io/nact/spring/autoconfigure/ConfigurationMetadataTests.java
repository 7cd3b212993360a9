package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an IDE knows of the properties. */
class ConfigurationMetadataTests {

    private final List<Map<String, Object>> properties = JsonPath.parse(
                    Path.of("target/classes/META-INF/spring-configuration-metadata.json")
                            .toFile())
            .read("$.properties[*]");

    ConfigurationMetadataTests() throws IOException {}

    @Test
    void knowsTheProperties() {
        assertThat(properties)
                .extracting(property -> property.get("name"))
                .contains(
                        "nact.ask-timeout",
                        "nact.dispatcher.parallelism",
                        "nact.dispatcher.type",
                        "nact.enabled",
                        "nact.entities.passivate-after",
                        "nact.mailbox.capacity",
                        "nact.metrics.enabled",
                        "nact.name",
                        "nact.shutdown.timeout",
                        "nact.turn-timeout");
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
}

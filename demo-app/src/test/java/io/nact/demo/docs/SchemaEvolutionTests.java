package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Upcaster;
import io.nact.persistence.journal.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What was stored years ago is read by the classes of today. */
class SchemaEvolutionTests {

    @EventType(value = "order.placed", version = 2)
    record Placed(long cents, String currency) {}

    @Configuration(proxyBeanMethods = false)
    static class OldEvents {

        @Bean
        Upcaster ordersHaveACurrency() {
            return Upcaster.of("order.placed", 1, order -> order.put("currency", "EUR"));
        }

        @Bean
        Upcaster boughtIsPlacedNow() {
            return Upcaster.renaming("order.bought", 1, "order.placed");
        }
    }

    private final EventTypes types = EventTypes.builder()
            .add(Placed.class)
            .upcast(new OldEvents().ordersHaveACurrency())
            .upcast(new OldEvents().boughtIsPlacedNow())
            .build();

    @Test
    void whatHasEverBeenStoredIsRead() {
        assertThat(types.decode(stored("order.placed", 2))).containsExactly(new Placed(500, "CHF"));
        assertThat(types.decode(stored("order.placed", 1))).containsExactly(new Placed(500, "EUR"));
        assertThat(types.decode(stored("order.bought", 1))).containsExactly(new Placed(500, "EUR"));
    }

    @Test
    void whatIsStoredNowIsWhatTheNewestFileSays() {
        assertThat(types.encode(new Placed(500, "CHF"))).isEqualTo(stored("order.placed", 2));
    }

    /** As it stood in the database, in a file that nobody changes any more. */
    private static Payload stored(String type, int version) {
        try {
            Path file = Path.of("src/test/resources/stored/%s-v%d.json".formatted(type, version));
            return new Payload(type, version, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

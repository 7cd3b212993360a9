package io.nact.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.Payload;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is stored today must be readable for ever: these texts do not change. */
class EventMapperTests {

    enum Colour {
        RED {
            @Override
            public String toString() {
                return "rot";
            }
        }
    }

    @EventType("everything")
    record Everything(
            String text,
            long number,
            BigDecimal amount,
            double part,
            boolean yes,
            @Nullable String missing,
            Optional<String> perhaps,
            Instant instant,
            LocalDate date,
            OffsetDateTime local,
            Duration duration,
            UUID id,
            Colour colour,
            List<Integer> list,
            Map<String, Integer> map,
            byte[] bytes) {}

    private static final String STORED =
            "{\"text\":\"ä\",\"number\":9007199254740993,\"amount\":10.00,\"part\":0.1,\"yes\":true,\"missing\":null,"
                    + "\"perhaps\":\"x\",\"instant\":\"2026-11-23T04:00:00.123456789Z\",\"date\":\"2026-11-23\","
                    + "\"local\":\"2026-11-23T05:00:00+01:00\",\"duration\":\"PT1H30M\","
                    + "\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"colour\":\"RED\",\"list\":[1,2],"
                    + "\"map\":{\"a\":1},\"bytes\":\"AQI=\"}";

    private final EventTypes types = EventTypes.of(Everything.class);

    private final Everything everything = new Everything(
            "ä",
            9007199254740993L,
            new BigDecimal("10.00"),
            0.1,
            true,
            null,
            Optional.of("x"),
            Instant.parse("2026-11-23T04:00:00.123456789Z"),
            LocalDate.of(2026, 11, 23),
            OffsetDateTime.of(2026, 11, 23, 5, 0, 0, 0, ZoneOffset.ofHours(1)),
            Duration.ofMinutes(90),
            UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
            Colour.RED,
            List.of(1, 2),
            Map.of("a", 1),
            new byte[] {1, 2});

    @Test
    void whatIsWrittenDoesNotChange() {
        assertThat(types.encode(everything).json()).isEqualTo(STORED);
    }

    @Test
    void whatWasWrittenComesBackExactly() {
        assertThat(types.decode(new Payload("everything", 1, STORED)))
                .singleElement()
                .usingRecursiveComparison()
                .isEqualTo(everything);
    }

    @EventType("grown")
    record Grown(int old, int added, @Nullable String text) {}

    @Test
    void aClassMayHaveGrownOrShrunk() {
        assertThat(EventTypes.of(Grown.class).decode(new Payload("grown", 1, "{\"old\":1,\"gone\":{\"x\":[1]}}")))
                .containsExactly(new Grown(1, 0, null));
    }
}

package io.nact.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.nact.ActorSystem;
import io.nact.demo.monitoring.MetricsPage.Row;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The page about metrics lists the meters that the application has when everything has happened that they tell of. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nact.mailbox.capacity=100",
            "nact.stuck-after=200ms",
            "nact.shutdown.timeout=1s",
            "logging.level.io.nact=off" // fails on purpose, and often
        })
@AutoConfigureRestTestClient
@AutoConfigureMetrics
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsPageTests {

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (nact_\\w+) ");

    private final MetricsPage page = MetricsPage.read();

    @Autowired
    ActorSystem system;

    @Autowired
    MeterRegistry registry;

    @Autowired
    RestTestClient http;

    @LocalServerPort
    int port;

    private Load load;

    @BeforeAll
    void start() {
        load = Load.on(system, port);
    }

    @AfterAll
    void stop() {
        load.close();
    }

    @Test
    void thePageListsTheMetersWithKindUnitTagsAndNameInPrometheus() {
        await().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(registered()).containsExactlyInAnyOrderElementsOf(described());
            assertThat(scraped()).containsExactlyInAnyOrderElementsOf(families());
        });
    }

    @Test
    void eachMeterHasADescription() {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(meters())
                        .hasSizeGreaterThan(page.rows().size())
                        .allSatisfy(meter ->
                                assertThat(meter.getId().getDescription()).isNotBlank()));
    }

    private Stream<Meter> meters() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("nact."));
    }

    private Set<String> registered() {
        return meters().map(MetricsPageTests::row).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Meter meter) {
        Set<String> tags = meter.getId().getTags().stream()
                .map(Tag::getKey)
                .filter(tag -> !tag.equals("application"))
                .collect(Collectors.toCollection(TreeSet::new));
        return row(
                meter.getId().getName(),
                meter.getId().getType().name().toLowerCase(Locale.ROOT),
                String.valueOf(meter.getId().getBaseUnit()),
                tags);
    }

    private static String row(String name, String kind, String unit, Set<String> tags) {
        return "%s: %s, %s, %s".formatted(name, kind, unit, tags);
    }

    private Set<String> described() {
        return page.rows().stream()
                .map((Row row) -> row(row.meter(), row.kind(), row.unit(), row.tags()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> families() {
        return page.rows().stream()
                .flatMap(row -> row.hasMax()
                        ? Stream.of(row.prometheus(), row.prometheus() + "_max")
                        : Stream.of(row.prometheus()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> scraped() {
        String text = http.get()
                .uri("/actuator/prometheus")
                .accept(MediaType.TEXT_PLAIN)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
        return FAMILY.matcher(text)
                .results()
                .map(family -> family.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package io.nact.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorSystem;
import io.nact.demo.monitoring.PrometheusServer.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** The dashboard's queries and the alert rules against a real Prometheus, which scrapes the application under load. */
@Tag("monitoring")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nact.mailbox.capacity=100",
            "nact.stuck-after=200ms",
            "nact.shutdown.timeout=1s",
            "logging.level.io.nact=off" // fails on purpose, and often
        })
@AutoConfigureMetrics
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrometheusTests {

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private static final String SYSTEM_DOWN = "NactSystemDown";

    @Autowired
    ActorSystem system;

    @LocalServerPort
    int port;

    private Load load;

    private PrometheusServer prometheus;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        load = Load.on(system, port);
        prometheus = PrometheusServer.watching(port, folder);
        System.gc(); // a pause to be seen
    }

    @AfterAll
    void stop() {
        load.close();
        prometheus.close();
    }

    static Stream<Dashboard.Query> queries() {
        return Dashboard.read().queries().stream();
    }

    /** All but the one that is about what is missing, which the last test has. */
    static Stream<AlertRule> alerts() {
        return AlertRule.all().stream().filter(alert -> !alert.name().equals(SYSTEM_DOWN));
    }

    @Test
    void theRulesAreWellFormed() throws Exception {
        Promtool.agrees("check", "rules", "alerts.yml");
    }

    @Test
    void eachAlertFiresWhenItShouldAndOnlyThen() throws Exception {
        Promtool.agrees("test", "rules", "alerts-test.yml");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void theDashboardShows(Dashboard.Query query) {
        await().atMost(A_WHILE).untilAsserted(() -> {
            List<Series> result = prometheus.query(query.expression());
            assertThat(result)
                    .isNotEmpty()
                    .allSatisfy(series -> assertThat(series.labels().keySet()).containsAll(query.labels()))
                    .allSatisfy(series -> assertThat(series.value()).isBetween(0.0, 1e18));
            assertThat(result).hasSizeLessThanOrEqualTo(query.single() ? 1 : Integer.MAX_VALUE);
        });
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertLooksAtWhatThereIs(AlertRule alert) {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(prometheus.query(alert.measured()))
                        .isNotEmpty()
                        .allSatisfy(series -> assertThat(series.labels())
                                .containsEntry("application", "contacts")
                                .containsEntry("job", "demo")
                                .containsKey("instance")));
    }

    @Test
    void thePrometheusEvaluatesEachRule() {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(prometheus.rules())
                        .hasSize(AlertRule.expressions().size())
                        .allSatisfy((name, rule) ->
                                assertThat(rule.path("health").asString()).isEqualTo("ok")));
    }

    @Test
    void aFullMailboxFiresAtOnceAndAStuckTurnIsPending() {
        await().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(state("NactMailboxFull")).isEqualTo("firing");
            assertThat(state("NactTurnStuck")).isEqualTo("pending");
        });
    }

    /** The last one, as nothing is left after it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aSystemThatHasStoppedInAProcessThatGoesOnIsMissed() {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(state(SYSTEM_DOWN)).isEqualTo("inactive"));

        system.stop().join();

        await().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(state(SYSTEM_DOWN)).isEqualTo("pending");
            assertThat(prometheus.query("up{job='demo'} == 1")).hasSize(1);
        });
    }

    private String state(String alert) {
        return prometheus.rules().get(alert).path("state").asString();
    }
}

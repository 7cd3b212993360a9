package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
class ObservabilityTests {

    @Autowired
    RestTestClient http;

    @Test
    void theDepthOfAMailboxIsSeenUntilItIsDrained() {
        http.post()
                .uri("/demo/flood?messages=1000&millis=3")
                .exchange()
                .expectStatus()
                .isAccepted();

        assertThat(metric("nact.mailbox.depth?tag=actor:worker", "VALUE")).isPositive();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metric("nact.mailbox.depth?tag=actor:worker", "VALUE"))
                        .isZero());
    }

    @Test
    void theLatencyOfAnActorIsSeen() {
        http.get().uri("/hello/Observer").exchange().expectStatus().isOk();

        await().untilAsserted(() -> {
            assertThat(metric("nact.processing.latency?tag=actor:greeter", "COUNT"))
                    .isPositive();
            assertThat(metric("nact.processing.latency?tag=actor:greeter", "MAX"))
                    .isPositive();
        });
    }

    @Test
    void theEntitiesOfAKindAreOneActorInTheMetrics() {
        http.get().uri("/api/laurie/contacts").exchange().expectStatus().isOk();
        http.get().uri("/api/monica/contacts").exchange().expectStatus().isOk();

        assertThat(metric("nact.mailbox.depth?tag=actor:userContacts", "VALUE")).isZero();
        assertThat(prometheus()).doesNotContain("laurie", "monica");
    }

    @Test
    void prometheusHasDepthAndLatency() {
        http.get().uri("/hello/Prometheus").exchange().expectStatus().isOk();

        await().untilAsserted(() -> assertThat(prometheus())
                .contains("nact_mailbox_depth")
                .contains("nact_processing_latency_seconds_count")
                .contains("actor=\"greeter\""));
    }

    private double metric(String nameAndTag, String statistic) {
        return http.get()
                .uri("/actuator/metrics/" + nameAndTag)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(Metric.class)
                .getResponseBody()
                .value(statistic);
    }

    private String prometheus() {
        return http.get()
                .uri("/actuator/prometheus")
                .accept(MediaType.TEXT_PLAIN)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
    }

    record Metric(List<Measurement> measurements) {

        record Measurement(String statistic, double value) {}

        double value(String statistic) {
            return measurements.stream()
                    .filter(measurement -> measurement.statistic().equals(statistic))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }
    }
}

package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
@TestPropertySource(properties = {"nact.mailbox.capacity=100", "nact.shutdown.timeout=100ms"})
class OverloadTests {

    @Autowired
    RestTestClient http;

    @Test
    void aFullMailboxRefusesAndOthersGoOn() {
        // The worker makes room once a second, which another message may take.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            flood();
            refusesToWork();
        });

        http.get().uri("/hello/Erlich").exchange().expectStatus().isOk();
        http.get().uri("/actuator/health").exchange().expectStatus().isOk();
    }

    private void flood() {
        http.post()
                .uri("/demo/flood?messages=1000&millis=1000")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.refused")
                .value(Integer.class, refused -> assertThat(refused).isGreaterThan(800));
    }

    private void refusesToWork() {
        http.post()
                .uri("/demo/slow?millis=0")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .valueMatches(HttpHeaders.RETRY_AFTER, "\\d+")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isNotEmpty();
    }
}

package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
@TestPropertySource(properties = "nact.entities.passivate-after=50ms")
class PassivationTests {

    @Autowired
    RestTestClient http;

    @Test
    void contactsOutliveTheirActor() {
        http.post()
                .uri("/api/sleeper/contacts")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("name", "Big Head"))
                .exchange()
                .expectStatus()
                .isCreated();

        await().untilAsserted(() -> assertThat(liveActors()).contains("\"value\":0.0"));

        http.get()
                .uri("/api/sleeper/contacts/1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Big Head");
    }

    private String liveActors() {
        return http.get()
                .uri("/actuator/metrics/nact.actors?tag=actor:userContacts")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
    }
}

package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
class ConcurrentContactsTests {

    @LocalServerPort
    int port;

    @Autowired
    RestTestClient http;

    @Test
    void parallelCreatesForOneUserLoseNone() {
        URI contacts = URI.create("http://localhost:" + port + "/api/popular/contacts");

        List<HttpResponse<String>> created = ParallelRequests.send(
                64,
                i -> HttpRequest.newBuilder(contacts)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\": \"Contact " + i + "\"}"))
                        .build());

        assertThat(created).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(created)
                .extracting(response -> response.headers().firstValue("Location"))
                .doesNotHaveDuplicates();
        http.get()
                .uri(contacts)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(64);
    }
}

package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
class GreetingTests {

    @LocalServerPort
    int port;

    @Autowired
    RestTestClient http;

    @Test
    void greetsByNameAndRemembersHowOften() {
        http.get()
                .uri("/hello/{name}", "Erlich")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("Hello Erlich, time 1");
        http.get()
                .uri("/hello/{name}", "Erlich")
                .exchange()
                .expectBody(String.class)
                .isEqualTo("Hello Erlich, time 2");
    }

    @Test
    void aHundredAtOnceAreAllCountedAndHealthStaysUp() {
        URI john = URI.create("http://localhost:" + port + "/hello/john%20doe");

        List<HttpResponse<String>> greetings =
                ParallelRequests.send(100, i -> HttpRequest.newBuilder(john).build());

        assertThat(greetings)
                .extracting(HttpResponse::body)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(time -> "Hello john doe, time " + time)
                        .toList());
        http.get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }
}

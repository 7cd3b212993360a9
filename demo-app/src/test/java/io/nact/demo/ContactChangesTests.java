package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
@Timeout(60)
class ContactChangesTests {

    @Autowired
    RestTestClient http;

    @LocalServerPort
    int port;

    @Test
    void aListenerLearnsOfEachChangeOfItsUsersContactsAndOfNoOthers() throws Exception {
        try (BufferedReader changes = changesOf("listened")) {
            assertThat(next(changes)).isEqualTo("[]");

            create("another", "Dinesh");
            create("listened", "Gilfoyle");
            assertThat(next(changes)).contains("Gilfoyle").doesNotContain("Dinesh");

            http.delete()
                    .uri("/api/listened/contacts/1")
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            assertThat(next(changes)).isEqualTo("[]");
        }
    }

    @Test
    void aLateListenerLearnsHowThingsAre() throws Exception {
        create("known", "Jared");

        try (BufferedReader changes = changesOf("known")) {
            assertThat(next(changes)).contains("Jared");
        }
    }

    private void create(String user, String name) {
        http.post()
                .uri("/api/{user}/contacts", user)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"%s\"}".formatted(name))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private BufferedReader changesOf(String user) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:%d/api/%s/contacts/changes".formatted(port, user));
        InputStream body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The data of the next event. */
    private static String next(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data:")) {
                return line.substring("data:".length());
            }
        }
        throw new AssertionError("The stream ended");
    }
}

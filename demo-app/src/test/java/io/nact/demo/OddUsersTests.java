package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
class OddUsersTests {

    private static final ParameterizedTypeReference<List<Map<String, Object>>> CONTACTS =
            new ParameterizedTypeReference<>() {};

    @Autowired
    RestTestClient http;

    @ParameterizedTest
    @ValueSource(strings = {"john doe", "ü", "🦄", "a+b", "a;b=c", "50%", "contacts", "search", "$", "<script>", "a.b"})
    void isOrdinaryInThePath(String user) {
        URI location = http.post()
                .uri("/api/{user}/contacts", user)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("name", "Friend of " + user))
                .exchange()
                .expectStatus()
                .isCreated()
                .returnResult()
                .getResponseHeaders()
                .getLocation();

        assertThat(location).isNotNull();
        http.get()
                .uri(location)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Friend of " + user);
        assertThat(search(user)).extracting("name").containsExactly("Friend of " + user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../..", "", "/", "a/b", "\\", ".", "..", "line\nbreak", "null\0byte", "//evil.example/x"})
    void isOrdinaryInTheBodyAndInTheQuery(String user) {
        URI location = create(user);

        assertThat(location).isNotNull();
        http.get()
                .uri(location)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Friend");
        http.patch()
                .uri(location)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("name", "Good friend"))
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(search(user)).extracting("name").containsExactly("Good friend");
        http.delete().uri(location).exchange().expectStatus().isNoContent();
        http.get()
                .uri("/api/contacts?user={user}", user)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("[]");
    }

    @Test
    void mayHaveTenThousandCharacters() {
        String user = "ü".repeat(10_000);

        assertThat(create(user)).as("no URI is that long").isNull();
        assertThat(search(user)).extracting("name").containsExactly("Friend");
        assertThat(search(user + "ü")).isEmpty();
    }

    private URI create(String user) {
        return http.post()
                .uri("/api/contacts")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("user", user, "name", "Friend"))
                .exchange()
                .expectStatus()
                .isCreated()
                .returnResult()
                .getResponseHeaders()
                .getLocation();
    }

    private List<Map<String, Object>> search(String user) {
        return http.post()
                .uri("/api/contacts/search")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("user", user))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(CONTACTS)
                .getResponseBody();
    }
}

package io.nact.demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
class BadInputTests {

    @Autowired
    RestTestClient http;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "\"Erlich\"",
                "{}",
                "{\"name\": null}",
                "{\"name\": \"  \"}",
                "{\"name\": 42}",
                "{\"name\": true}",
                "{\"name\": [\"Erlich\"]}",
                "{\"name\": \"Erlich\", \"email\": \"not an address\"}"
            })
    void aContactThatMakesNoSenseIsRefused(String body) {
        expectBadRequest(http.post()
                .uri("/api/erlich/contacts")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{\"name\": \"\"}", "{\"name\": \" \\n\"}", "{\"name\": 42}", "{\"email\": \"nowhere\"}"
            })
    void aPatchThatMakesNoSenseIsRefused(String body) {
        expectBadRequest(http.patch()
                .uri("/api/erlich/contacts/1")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"Erlich\"}", "{\"user\": null, \"name\": \"Erlich\"}", "{\"user\": 1}"})
    void aContactOfNobodyIsRefused(String body) {
        expectBadRequest(http.post()
                .uri("/api/contacts")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        expectBadRequest(http.post()
                .uri("/api/erlich/contacts")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"" + "x".repeat(201) + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/erlich/contacts/first",
                "/api/erlich/contacts/1.5",
                "/api/erlich/contacts/99999999999999999999",
                "/api/contacts"
            })
    void anAddressThatMakesNoSenseIsRefused(String uri) {
        expectBadRequest(http.get().uri(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/slow?millis=-1",
                "/demo/slow?millis=60001",
                "/demo/slow?millis=soon",
                "/demo/flood?messages=1000001"
            })
    void aDemandBeyondTheLimitsIsRefused(String uri) {
        expectBadRequest(http.post().uri(uri));
    }

    @Test
    void theProblemNamesTheFieldsThatAreWrong() {
        http.post()
                .uri("/api/erlich/contacts")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \" \", \"email\": \"nowhere\"}")
                .exchange()
                .expectBody()
                .jsonPath("$.errors.name")
                .isEqualTo("must not be blank")
                .jsonPath("$.errors.email")
                .exists();
    }

    private static void expectBadRequest(RestTestClient.RequestHeadersSpec<?> request) {
        request.exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(400)
                .jsonPath("$.detail")
                .isNotEmpty();
    }
}

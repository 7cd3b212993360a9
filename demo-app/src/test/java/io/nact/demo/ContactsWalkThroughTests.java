package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
class ContactsWalkThroughTests {

    @Autowired
    RestTestClient http;

    @Test
    void aContactIsCreatedReadPatchedAndDeleted() {
        URI erlich = create("walker", """
                {"name": "Erlich Bachman", "email": "erlich@aviato.example"}""");
        assertThat(erlich.getPath()).isEqualTo("/api/walker/contacts/1");

        http.get().uri(erlich).exchange().expectStatus().isOk().expectBody().json("""
                {"id": 1, "name": "Erlich Bachman", "email": "erlich@aviato.example"}""");

        http.patch()
                .uri(erlich)
                .contentType(MediaType.APPLICATION_JSON)
                .body("""
                        {"email": "erlich@bachmanity.example"}""")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"id": 1, "name": "Erlich Bachman", "email": "erlich@bachmanity.example"}""");

        http.delete().uri(erlich).exchange().expectStatus().isNoContent();
        http.get().uri(erlich).exchange().expectStatus().isNotFound();
        http.get().uri("/api/walker/contacts").exchange().expectBody().json("[]");
    }

    @Test
    void anUnknownContactIsAProblemWithStatusNotFound() {
        for (var request : new RestTestClient.RequestHeadersSpec<?>[] {
            http.get().uri("/api/nobody/contacts/7"),
            http.delete().uri("/api/nobody/contacts/7"),
            http.patch()
                    .uri("/api/nobody/contacts/7")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{}")
        }) {
            request.exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("There is no contact 7");
        }
    }

    @Test
    void theContactsOfOneUserAreNotThoseOfAnother() {
        create("left", """
                {"name": "Dinesh"}""");
        create("right", """
                {"name": "Gilfoyle"}""");

        http.get().uri("/api/left/contacts").exchange().expectBody().json("""
                [{"id": 1, "name": "Dinesh"}]""");
        http.get().uri("/api/right/contacts").exchange().expectBody().json("""
                [{"id": 1, "name": "Gilfoyle"}]""");
    }

    @Test
    void anIdIsNotUsedAgainAfterItsContactWasDeleted() {
        URI first = create("forgetful", """
                {"name": "Jian-Yang"}""");
        http.delete().uri(first).exchange().expectStatus().isNoContent();

        URI second = create("forgetful", """
                {"name": "Jian-Yang"}""");

        assertThat(second).isNotEqualTo(first);
    }

    private URI create(String user, String body) {
        URI location = http.post()
                .uri("/api/{user}/contacts", user)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .returnResult()
                .getResponseHeaders()
                .getLocation();
        assertThat(location).isNotNull();
        return location;
    }
}

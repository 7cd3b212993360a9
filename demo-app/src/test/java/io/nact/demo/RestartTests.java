package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The application ends and is started again: contacts, wallets and transactions are what they were. */
class RestartTests {

    @Test
    void everythingIsThereAgainInAFile(@TempDir Path folder) {
        everythingIsThereAgain(
                "--spring.datasource.url=jdbc:h2:file:%s;WRITE_DELAY=0".formatted(folder.resolve("demo")));
    }

    @Test
    void everythingIsThereAgainInPostgres() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            everythingIsThereAgain(
                    "--spring.profiles.active=postgres",
                    "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                    "--spring.datasource.username=postgres");
        }
    }

    private static void everythingIsThereAgain(String... database) {
        try (ConfigurableApplicationContext first = start(database)) {
            RestTestClient http = clientOf(first);
            post(http, "/api/erlich/contacts", "{\"name\": \"Dinesh\"}");
            post(http, "/api/erlich/contacts", "{\"name\": \"Gilfoyle\"}");
            delete(http, "/api/erlich/contacts/1");
            post(http, "/api/erlich/wallet/deposits", "{\"cents\": 1000, \"transferId\": \"salary\"}");
        }
        try (ConfigurableApplicationContext second = start(database)) {
            RestTestClient http = clientOf(second);
            assertThat(get(http, "/api/erlich/contacts"))
                    .isEqualTo("[{\"id\":2,\"name\":\"Gilfoyle\",\"email\":null}]");
            post(http, "/api/erlich/wallet/deposits", "{\"cents\": 1000, \"transferId\": \"salary\"}");
            post(http, "/api/erlich/wallet/withdrawals", "{\"cents\": 300}");
            assertThat(get(http, "/api/erlich/wallet")).isEqualTo("{\"cents\":700}");
            await().untilAsserted(() -> assertThat(get(http, "/api/erlich/wallet/transactions"))
                    .containsSubsequence("\"cents\":1000", "\"cents\":-300")
                    .containsOnlyOnce("\"cents\":1000"));
        }
    }

    private static ConfigurableApplicationContext start(String... database) {
        List<String> arguments = List.of("--server.port=0", "--spring.main.banner-mode=off");
        return new SpringApplicationBuilder(ContactsApplication.class)
                .run(Stream.concat(arguments.stream(), Arrays.stream(database)).toArray(String[]::new));
    }

    private static RestTestClient clientOf(ConfigurableApplicationContext application) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    private static void post(RestTestClient http, String uri, String body) {
        http.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private static void delete(RestTestClient http, String uri) {
        http.delete().uri(uri).exchange().expectStatus().isNoContent();
    }

    private static String get(RestTestClient http, String uri) {
        return http.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
    }
}

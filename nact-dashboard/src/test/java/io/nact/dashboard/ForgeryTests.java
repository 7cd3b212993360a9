package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

class ForgeryTests {

    @Test
    void thePageGetsTheTokenThatItHasToSendAlong() throws IOException, InterruptedException {
        try (WebApplication application = WebApplication.secured(
                WebApplicationType.SERVLET, "management.endpoint.dashboard.access=unrestricted")) {
            HttpClient browser =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            URI page = application.address("/actuator/dashboard");
            String session = browser.send(
                            HttpRequest.newBuilder(application.address("/actuator/dashboard/session"))
                                    .header("Authorization", WebApplication.USER)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();

            HttpRequest order = HttpRequest.newBuilder(page)
                    .header("Authorization", WebApplication.USER)
                    .header("Content-Type", "application/json")
                    .header(JsonPath.read(session, "$.csrf.header"), JsonPath.read(session, "$.csrf.token"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"purge\"}"))
                    .build();

            assertThat(browser.send(order, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}

package io.nact.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The pictures of the documentation: in target/images, and in docs/images with {@code -Dnact.screenshots}. */
@BusyShop
class ScreenshotTests {

    private static final Path IMAGES =
            Path.of(System.getProperty("nact.screenshots") == null ? "target/images" : "../docs/images");

    @LocalServerPort
    int port;

    @Autowired
    RestTestClient http;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void thePageInItsColours(String colours) throws IOException {
        try (Browser browser = new Browser()) {
            browser.size(1440, 1000);
            browser.prefer(colours);
            browser.open("http://localhost:%d/actuator/dashboard".formatted(port));
            browser.find(".connection", "Live");
            letAMinutePass(browser);

            http.post()
                    .uri("/demo/stuck?millis=12000")
                    .exchange()
                    .expectStatus()
                    .isAccepted();
            browser.find("#attention li", "worker");
            browser.save(IMAGES.resolve("dashboard-overview-%s.png".formatted(colours)));

            browser.click("#attention li a", "worker");
            browser.find(".stack");
            browser.find(".chart[data-points='5'] canvas");
            browser.save(IMAGES.resolve("dashboard-actor-%s.png".formatted(colours)));

            browser.click("nav a", "Message flow");
            browser.find(".map .edge-rate");
            browser.save(IMAGES.resolve("dashboard-flow-%s.png".formatted(colours)));

            browser.click("nav a", "Dead letters");
            browser.find("#recent td");
            browser.save(IMAGES.resolve("dashboard-letters-%s.png".formatted(colours)));
            assertThat(Files.size(IMAGES.resolve("dashboard-letters-%s.png".formatted(colours))))
                    .isPositive();
        }
    }

    /** Until the small lines are full. */
    private static void letAMinutePass(Browser browser) {
        int enough = Integer.getInteger("nact.screenshots.samples", 12);
        await().atMost(Duration.ofMinutes(2)).until(() -> samples(browser) >= enough);
    }

    private static int samples(Browser browser) {
        String points =
                "return (document.querySelector('.card .spark-line')?.getAttribute('d') ?? '').split('L').length";
        return Integer.parseInt(browser.run(points));
    }
}

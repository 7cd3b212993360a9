package io.nact.spring.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Guarantee 10, with a real server that is told to terminate while it has much to do. */
@Timeout(60)
class OrderlyEndTests {

    private static final Pattern LEFT = Pattern.compile("has stopped without handling (\\d+) Line for 'writer'");

    private static final Pattern ROWS = Pattern.compile("SAID data source closes with (\\d+) rows");

    /** The actors'. */
    private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;

    private final HttpClient client = HttpClient.newHttpClient();

    /** What came of one run: the answer to the request that was in flight, and what the application printed. */
    private record End(HttpResponse<String> inFlight, String output) {

        int number(Pattern pattern) {
            Matcher found = pattern.matcher(output);
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        }

        /** When the line with this was logged. */
        Instant timeOf(String text) {
            String line = output.lines()
                    .filter(candidate -> candidate.contains(text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No '%s' in%n%s".formatted(text, output)));
            return Instant.parse(line.substring(0, line.indexOf(' ')));
        }
    }

    private End end(String webType, Duration pace, Duration timeout) throws Exception {
        try (OtherJvm application = OtherJvm.run(
                ClosingApplication.class,
                "--server.port=0",
                "--spring.main.web-application-type=" + webType,
                "--spring.main.banner-mode=off",
                "--spring.reactor.netty.shutdown-quiet-period=0s",
                "--logging.level.org.springframework.context.support.DefaultLifecycleProcessor=trace",
                "--logging.pattern.dateformat=yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC",
                "--nact.shutdown.timeout=" + timeout.toMillis() + "ms",
                "--pace=" + pace.toMillis())) {
            String server = "http://localhost:" + application.awaitLine("SAID port (\\d+)");
            CompletableFuture<HttpResponse<String>> inFlight =
                    client.sendAsync(get(server + "/question"), BodyHandlers.ofString());
            application.awaitLine("SAID question in hand");
            assertThat(client.send(get(server + "/lines"), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("told");

            application.terminate();

            String output = application.toItsEnd();
            return new End(inFlight.get(), output);
        }
    }

    private static HttpRequest get(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).build();
    }

    private static void assertInOrder(End end) {
        assertThat(end.inFlight().statusCode()).isEqualTo(200);
        assertThat(end.inFlight().body()).isEqualTo("answer");
        assertThat(end.output())
                .containsSubsequence(
                        "Commencing graceful shutdown",
                        "Graceful shutdown complete",
                        "SAID writer ends",
                        "SAID data source closes",
                        "Shutdown completed")
                .doesNotContain("crashed", "has been closed", "has not stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    void whatWaitsIsHandledWithAllThatItNeeds(String webType) throws Exception {
        End end = end(webType, Duration.ofMillis(2), Duration.ofSeconds(20));

        assertInOrder(end);
        assertThat(end.number(ROWS)).isEqualTo(ClosingApplication.ROWS);
        assertThat(end.output()).doesNotContain("without handling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    void whatTheTimeIsNotEnoughForIsReported(String webType) throws Exception {
        Duration timeout = Duration.ofSeconds(4);
        End end = end(webType, Duration.ofMillis(30), timeout);

        assertInOrder(end);
        assertThat(end.number(LEFT)).isPositive();
        assertThat(end.number(ROWS)).isPositive();
        assertThat(end.number(ROWS) + end.number(LEFT)).isEqualTo(ClosingApplication.ROWS);
        assertThat(Duration.between(
                        end.timeOf("Stopping beans in phase " + PHASE),
                        end.timeOf("'nactActorSystemLifecycle' completed its stop procedure")))
                .isBetween(timeout.dividedBy(2), timeout.plusMillis(100));
    }
}

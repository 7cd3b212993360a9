package io.nact.demo.monitoring;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus in a process of its own, with our rules, that looks at one application twice a second. */
final class PrometheusServer implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();

    private final Process process;

    private final URI api;

    private PrometheusServer(Process process, int port) {
        this.process = process;
        this.api = URI.create("http://127.0.0.1:%d/api/v1/".formatted(port));
    }

    /** Starts one that keeps its files in that folder, and waits until it answers. */
    static PrometheusServer watching(int applicationPort, Path folder) throws IOException {
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: demo
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(Documents.path(AlertRule.FILE), applicationPort));
        Process process = Installed.start(new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile()));
        PrometheusServer server = new PrometheusServer(process, port);
        await("Prometheus, whose log is in " + folder)
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> !server.query("up").isEmpty());
        return server;
    }

    /** What the query has now. */
    List<Series> query(String query) {
        return post("query", "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result")
                .valueStream()
                .map(Series::of)
                .toList();
    }

    /** The rules, each with its "health" and, for an alert, its "state". */
    Map<String, JsonNode> rules() {
        return get("rules")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .collect(Collectors.toMap(rule -> rule.path("name").asString(), rule -> rule));
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(api.resolve(path)).build());
    }

    private JsonNode post(String path, String form) {
        return send(HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private JsonNode send(HttpRequest request) {
        String body = http.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .body();
        JsonNode answer = JsonMapper.shared().readTree(body);
        if (!answer.path("status").asString().equals("success")) {
            throw new AssertionError(body);
        }
        return answer.path("data");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A series of a result, with the value that it has now. */
    record Series(Map<String, String> labels, double value) {

        private static Series of(JsonNode result) {
            Map<String, String> labels = result.path("metric")
                    .propertyStream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, label -> label.getValue().asString()));
            return new Series(labels, number(result.path("value").path(1).asString()));
        }

        private static double number(String value) {
            return switch (value) {
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(value);
            };
        }
    }
}

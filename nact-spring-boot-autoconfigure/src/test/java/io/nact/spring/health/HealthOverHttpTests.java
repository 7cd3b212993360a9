package io.nact.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What probes of an orchestrator see of the actors, from a real server. */
class HealthOverHttpTests {

    private final HttpClient client = HttpClient.newHttpClient();

    private ConfigurableApplicationContext context;

    private void start(String... more) {
        List<String> properties = new ArrayList<>(
                List.of(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--management.endpoint.health.probes.enabled=true",
                        "--management.endpoint.health.show-details=always",
                        "--spring.main.banner-mode=off",
                        "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"));
        properties.addAll(List.of(more));
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(properties.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private HttpResponse<String> management(String path) {
        return get("local.management.port", path);
    }

    private HttpResponse<String> get(String port, String path) {
        try {
            return client.send(request(port, path), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest request(String port, String path) {
        return HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + context.getEnvironment().getProperty(port) + path))
                .build();
    }

    private ActorRef<Do> worker() {
        return context.getBean(ActorBeans.class).worker();
    }

    @Test
    void isUp() {
        start();

        assertThat(management("/actuator/health").body()).contains("\"nact\":{\"status\":\"UP\"}");
        assertThat(management("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void livenessSeesAFatalError() {
        start();

        worker().tell(new Do(() -> {
            throw new OutOfMemoryError("on purpose");
        }));

        await().untilAsserted(() ->
                assertThat(management("/actuator/health/liveness").statusCode()).isEqualTo(503));
        assertThat(management("/actuator/health").body()).contains("OutOfMemoryError");
        assertThat(context.isActive()).isTrue();
    }

    @Test
    void neitherProbeSeesAnActorThatHasEndedUnlessReadinessIsToldTo() {
        start();

        context.getBean(ActorSystem.class).stop(worker()).join();

        assertThat(management("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(management("/actuator/health").body()).contains("\"ended\":[\"worker\"]");
        assertThat(management("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void readinessJoinsByChoice() {
        start("--management.endpoint.health.group.readiness.include=readinessState,nact");
        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(200);

        context.getBean(ActorSystem.class).stop(worker()).join();

        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(management("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void isOutOfServiceWhileRequestsInFlightEnd() throws Exception {
        start();
        CompletableFuture<HttpResponse<String>> inFlight =
                client.sendAsync(request("local.server.port", "/held"), BodyHandlers.ofString());
        context.getBean(Held.class).begun.join();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close, task -> new Thread(task).start());
        await().untilAsserted(() -> assertThat(management("/actuator/health").body())
                .contains("\"nact\":{\"details\":{\"system\":\"closing\"},\"status\":\"OUT_OF_SERVICE\"}"));
        assertThat(management("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(inFlight).isNotDone();
        context.getBean(Held.class).end.complete(null);

        assertThat(inFlight.get().statusCode()).isEqualTo(200);
        closed.get();
    }

    record Do(Runnable task) implements Request<Void> {}

    @Actor("worker")
    static class Worker {

        @Receive
        void handle(Do message) {
            message.task().run();
        }
    }

    /** Where the references are injected. */
    record ActorBeans(ActorRef<Do> worker) {}

    @RestController
    static class Held {

        final CompletableFuture<Void> begun = new CompletableFuture<>();

        final CompletableFuture<Void> end = new CompletableFuture<>();

        private final ActorBeans actors;

        Held(ActorBeans actors) {
            this.actors = actors;
        }

        /** Its ask is made, and answered, after the application has begun to close. */
        @GetMapping("/held")
        CompletableFuture<String> held() {
            begun.complete(null);
            return end.thenCompose(now -> actors.worker().ask(new Do(() -> {}))).thenApply(done -> "done");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Worker.class, ActorBeans.class, Held.class})
    static class Application {}
}

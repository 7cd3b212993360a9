package io.nact.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.nact.spring.features.Ledger;
import io.nact.spring.features.Ledger.Balances;
import io.nact.spring.features.Ledger.Deposited;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/** The endpoint of projections on a real server. What is asserted here is what docs/actuator.md promises. */
@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
class ProjectionsOverHttpTests {

    private final HttpClient client = HttpClient.newHttpClient();

    @Parameter
    private WebApplicationType type;

    private ConfigurableApplicationContext context;

    @BeforeEach
    void start() {
        start("unrestricted");
    }

    private void start(String access) {
        context = new SpringApplicationBuilder(Application.class)
                .web(type)
                .run(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                        "--nact.persistence.projection.max-retries=0",
                        "--management.endpoints.web.exposure.include=nactprojections",
                        "--management.endpoint.nactprojections.access=" + access,
                        // Both servers are on the test's class path; WebFlux is to run on Netty.
                        "--spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration");
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String name, String action) throws Exception {
        HttpRequest request = request("/" + name)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"action\": \"%s\"}".formatted(action)))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%s/actuator/nactprojections%s"
                .formatted(context.getEnvironment().getProperty("local.server.port"), path)));
    }

    private Map<String, Object> balances() throws Exception {
        HttpResponse<String> answer = get("/balances");
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonPath.read(answer.body(), "$");
    }

    @Test
    void tellsWhereTheyStand() throws Exception {
        Ledger.store(context, "a", new Deposited(5));
        Ledger.store(context, "a", new Deposited(6));
        Map<String, Object> expected =
                Map.of("name", "balances", "state", "running", "position", 2, "head", 2, "lag", 0);

        await().untilAsserted(() -> assertThat(balances()).isEqualTo(expected));

        assertThat(JsonPath.<Map<String, Object>>read(get("").body(), "$.projections[0]"))
                .isEqualTo(expected);
    }

    @Test
    void tellsWhyOneHasStoppedAndHasItSkipTheEvent() throws Exception {
        context.getBean(Balances.class).broken(true);
        Ledger.store(context, "a", new Deposited(5));
        await().untilAsserted(() -> assertThat(balances()).containsEntry("state", "stopped"));
        assertThat(balances()).containsEntry("failedPosition", 1).containsEntry("lag", 1);
        assertThat((String) balances().get("error"))
                .contains("java.lang.IllegalStateException")
                .doesNotContain("secret");

        HttpResponse<String> skipped = post("balances", "skip");

        assertThat(skipped.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<String>read(skipped.body(), "$.state")).isEqualTo("running");
        assertThat(JsonPath.<Integer>read(skipped.body(), "$.position")).isOne();
    }

    @Test
    void pausesResumesAndResets() throws Exception {
        assertThat(post("balances", "pause").body()).contains("\"state\":\"paused\"");
        Ledger.store(context, "a", new Deposited(5));
        await().untilAsserted(() -> assertThat(balances()).containsEntry("lag", 1));
        assertThat(post("balances", "RESUME").body()).contains("\"state\":\"running\"");
        await().untilAsserted(() -> assertThat(balances()).containsEntry("lag", 0));

        assertThat(post("balances", "reset").statusCode()).isEqualTo(200);

        Balances table = context.getBean(Balances.class);
        await().untilAsserted(() -> assertThat(table.of("a")).isEqualTo(5));
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws Exception {
        assertThat(get("/nobody").statusCode()).isEqualTo(404);
        assertThat(post("nobody", "pause").statusCode()).isEqualTo(404);
        assertThat(post("balances", "explode").statusCode()).isEqualTo(400);
        assertThat(post("balances", "explode").body()).contains("it is one of pause, resume, reset, skip");
        HttpResponse<String> refused = post("balances", "skip");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Projection 'balances' has not stopped at an event");
    }

    @Test
    void changesNothingUnlessItMay() throws Exception {
        context.close();
        start("read_only");

        assertThat(post("balances", "pause").statusCode()).isEqualTo(405);
        assertThat(balances()).containsEntry("state", "running");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Ledger.class)
    static class Application {

        /** Else its threads are shared by all contexts, and end with the first. */
        @Bean
        ReactorResourceFactory reactorResources() {
            ReactorResourceFactory own = new ReactorResourceFactory();
            own.setUseGlobalResources(false);
            return own;
        }
    }
}

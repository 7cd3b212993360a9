package io.nact.dashboard;

import io.nact.ActorSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application on a real server, Tomcat or Netty, with the page exposed and a client for it. */
final class WebApplication implements AutoCloseable {

    private static final String WITHOUT_SECURITY = """
            org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration,\
            org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,\
            org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,\
            org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,\
            org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,\
            org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration""";

    static final String USER =
            "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private WebApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WebApplication open(WebApplicationType type, String... properties) {
        return start(type, WITHOUT_SECURITY, properties);
    }

    /** With Spring Security as Boot sets it up, for a user "user" with the password "secret". */
    static WebApplication secured(WebApplicationType type, String... properties) {
        return start(type, WITHOUT_SECURITY.substring(0, WITHOUT_SECURITY.indexOf(',')), properties);
    }

    private static WebApplication start(WebApplicationType type, String excluded, String... properties) {
        Map<String, Object> defaults = new HashMap<>(Map.of(
                "server.port", "0",
                "spring.main.banner-mode", "off",
                "spring.security.user.password", "secret",
                "management.endpoints.web.exposure.include", "dashboard",
                // Both servers are on the test's class path; WebFlux is to run on Netty.
                "spring.autoconfigure.exclude", excluded));
        return new WebApplication(new SpringApplicationBuilder(AutoConfigured.class)
                .web(type)
                .properties(defaults)
                .properties(properties)
                .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ActorSystem system() {
        return bean(ActorSystem.class);
    }

    Answer get(String path, String... headers) {
        return answer(request(path, headers).GET().build());
    }

    Answer post(String path, String json, String... headers) {
        return answer(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** The stream, of which lines are read as they come. */
    HttpResponse<InputStream> stream(String path) {
        try {
            return http.send(request(path, "Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    URI address(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    private String port() {
        String own = context.getEnvironment().getProperty("local.management.port");
        return own == null ? context.getEnvironment().getRequiredProperty("local.server.port") : own;
    }

    @Override
    public void close() {
        context.close();
    }

    record Answer(int status, String type, String body) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class AutoConfigured {}
}

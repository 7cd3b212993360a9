package io.nact.spring.web;

import io.nact.ActorSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application on a real server, Tomcat or Netty, with clients for it. */
final class RunningWebApplication implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private RunningWebApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningWebApplication start(WebApplicationType type, Map<String, Object> properties, Class<?>... classes) {
        Class<?>[] sources = Stream.concat(Stream.of(AutoConfigured.class), Stream.of(classes))
                .toArray(Class<?>[]::new);
        return new RunningWebApplication(new SpringApplicationBuilder(sources)
                .web(type)
                .properties(
                        Map.of(
                                "server.port", "0",
                                "spring.main.banner-mode", "off",
                                // A client that reads nothing is not waited for.
                                "server.shutdown", "immediate",
                                // Both servers are on the test's class path; WebFlux is to run on Netty.
                                "spring.autoconfigure.exclude",
                                        "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration"))
                .properties(properties)
                .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ActorSystem system() {
        return bean(ActorSystem.class);
    }

    /** The class of the server. */
    String server() {
        return ((WebServerApplicationContext) context).getWebServer().getClass().getSimpleName();
    }

    Answer get(String path) {
        try {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port(), path)))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Retry-After").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    /** A client that has sent its request and reads what and when it likes. */
    Socket request(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(path)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    record Answer(int status, String type, String retryAfter, String body) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class AutoConfigured {}
}

package io.nact.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.reactive.ActorFlux;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** A client that reads server-sent events slowly gets fewer of them; nothing piles up for it. */
@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
class SlowReaderTests {

    private static final int ELEMENT = 64 * 1024;

    /** What the buffers of server and sockets hold and Reactor asks for in advance, and far less than an actor can make. */
    private static final int BOUND = 1_000;

    private static RunningWebApplication application;

    @Parameter
    WebApplicationType type;

    @BeforeParameterizedClassInvocation
    static void start(WebApplicationType type) {
        application = RunningWebApplication.start(type, Map.of(), Counter.class, StreamController.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    @Test
    void aSlowReaderSlowsTheActorDown() throws Exception {
        AtomicInteger asked = application.bean(StreamController.class).asked;
        try (Socket client = application.request("/numbers")) {
            int whileNothingIsRead = settled(asked);
            assertThat(whileNothingIsRead).isBetween(1, BOUND);

            read(client, 50 * ELEMENT);

            await().until(() -> asked.get() >= whileNothingIsRead + 40);
            assertThat(settled(asked)).isLessThan(whileNothingIsRead + BOUND);
        }
        settled(asked);
    }

    @Test
    void aSlowReaderMissesEventsThatHaveBeenOvertaken() throws Exception {
        ActorSystem system = application.system();
        int last = 5_000;
        try (Socket client = application.request("/prices")) {
            await().until(() -> system.events().wants(Price.class));
            for (int i = 1; i <= last; i++) {
                system.events().publish(new Price(i));
            }

            int elements = elementsUpTo(client.getInputStream(), "data:%d,".formatted(last));

            assertThat(elements).isLessThan(BOUND);
        }
    }

    /** The count once it does not change any more. */
    private static int settled(AtomicInteger count) {
        int[] seen = {-1};
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(30)).until(() -> {
            int before = seen[0];
            seen[0] = count.get();
            return seen[0] == before;
        });
        return seen[0];
    }

    private static void read(Socket client, int bytes) throws IOException {
        client.getInputStream().skipNBytes(bytes);
    }

    private static int elementsUpTo(InputStream stream, String last) throws IOException {
        StringBuilder line = new StringBuilder();
        int elements = 0;
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            line.append((char) next);
            if (line.length() > last.length()) {
                line.deleteCharAt(0);
            }
            if (line.toString().startsWith("data:")) {
                elements++;
            }
            if (line.toString().equals(last)) {
                return elements;
            }
        }
        throw new AssertionError("The stream ended before the last element");
    }

    record Next() implements Request<String> {}

    record Price(int cents) {}

    @Actor("counter")
    static class Counter {

        @Receive
        String next(Next message) {
            return "x".repeat(ELEMENT);
        }
    }

    @RestController
    static class StreamController {

        private final AtomicInteger asked = new AtomicInteger();

        private final ActorRef<Next> counter;

        private final ActorSystem system;

        StreamController(ActorRef<Next> counter, ActorSystem system) {
            this.counter = counter;
            this.system = system;
        }

        @GetMapping(path = "/numbers", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> numbers() {
            return ActorFlux.asking(counter, () -> {
                asked.incrementAndGet();
                return new Next();
            });
        }

        @GetMapping(path = "/prices", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> prices() {
            return ActorFlux.events(system, Price.class).map(price -> price.cents() + "," + "x".repeat(ELEMENT));
        }
    }
}

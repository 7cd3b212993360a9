package io.nact.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.observation.Lines;
import io.nact.spring.observation.Spans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Hooks;

/** A request on a real server that goes through four actors is one trace. */
class TracedRequestTests {

    /** Which holds for the whole JVM once an application has asked for it. */
    @AfterEach
    void propagateNoContextAutomatically() {
        Hooks.disableAutomaticContextPropagation();
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void aRequestOverFourActorsIsOneTraceAndItsLogLinesNameIt(WebApplicationType type) {
        Map<String, Object> properties = Map.of(
                "nact.observations.enabled", "true",
                "management.tracing.sampling.probability", "1.0",
                // Else WebFlux keeps the trace to itself.
                "spring.reactor.context-propagation", "auto");
        try (RunningWebApplication application = RunningWebApplication.start(
                        type,
                        properties,
                        Spans.class,
                        Orders.class,
                        Stock.class,
                        Account.class,
                        Mails.class,
                        Controller.class);
                Lines handlers = Lines.of(TracedRequestTests.class.getName());
                Lines engine = Lines.of("io.nact.engine")) {
            Spans spans = application.bean(Spans.class);

            assertThat(application.get("/orders/7").body()).isEqualTo("order 7: 3 pieces left, mail sent");

            SpanData request = spans.one("http get /orders/{id}");
            SpanData order = spans.one("orders Order");
            SpanData take = spans.one("stock Take");
            SpanData pay = spans.one("account Pay");
            SpanData mail = spans.one("mails Mail");
            SpanData tick = spans.one("mails Tick");
            assertThat(request.getParentSpanContext().isValid()).isFalse();
            assertThat(parents(order, take, pay, mail, tick))
                    .containsExactly(
                            request.getSpanId(),
                            order.getSpanId(),
                            order.getSpanId(),
                            pay.getSpanId(),
                            mail.getSpanId());
            assertThat(spans.ended()).extracting(SpanData::getTraceId).containsOnly(request.getTraceId());
            assertThat(handlers.all()).singleElement().satisfies(line -> assertNames(take, line));
            assertThat(engine.all()).singleElement().satisfies(line -> {
                assertThat(line.text()).contains("crashed on Tick");
                assertNames(tick, line);
            });
        }
    }

    private static void assertNames(SpanData span, Lines.Line line) {
        assertThat(line.context())
                .containsEntry("traceId", span.getTraceId())
                .containsEntry("spanId", span.getSpanId());
    }

    private static List<String> parents(SpanData... spans) {
        return List.of(spans).stream().map(SpanData::getParentSpanId).toList();
    }

    @RestController
    static class Controller {

        private final ActorRef<Order> orders;

        Controller(ActorRef<Order> orders) {
            this.orders = orders;
        }

        @GetMapping("/orders/{id}")
        CompletableFuture<String> order(@PathVariable String id) {
            return orders.ask(new Order(id));
        }
    }

    record Order(String id) implements Request<String> {}

    @Actor("orders")
    static class Orders {

        private final ActorRef<Take> stock;

        private final Entities<Pay> accounts;

        Orders(ActorRef<Take> stock, Entities<Pay> accounts) {
            this.stock = stock;
            this.accounts = accounts;
        }

        @Receive
        CompletableFuture<String> order(Order message) {
            return stock.ask(new Take())
                    .thenCompose(left -> accounts.get(message.id())
                            .ask(new Pay())
                            .thenApply(paid -> "order %s: %d pieces left, %s".formatted(message.id(), left, paid)));
        }
    }

    record Take() implements Request<Integer> {}

    @Actor("stock")
    static class Stock {

        @Receive
        int take(Take message) {
            LoggerFactory.getLogger(TracedRequestTests.class).info("One is taken");
            return 3;
        }
    }

    record Pay() implements Request<String> {}

    @EntityActor("account")
    static class Account {

        private final ActorRef<MailsMessage> mails;

        Account(@EntityId String id, ActorRef<MailsMessage> mails) {
            this.mails = mails;
        }

        @Receive
        CompletableFuture<String> pay(Pay message) {
            return mails.ask(new Mail());
        }
    }

    sealed interface MailsMessage {}

    record Mail() implements MailsMessage, Request<String> {}

    record Tick() implements MailsMessage {}

    @Actor("mails")
    static class Mails {

        @Receive
        String send(Mail message, ActorContext<MailsMessage> ctx) {
            ctx.timers().startSingle("again", new Tick(), Duration.ofMillis(1));
            return "mail sent";
        }

        @Receive
        void again(Tick message) {
            throw new IllegalStateException("on purpose");
        }
    }
}

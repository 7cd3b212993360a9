package io.nact.spring.observation;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.context.NactContextAutoConfiguration;
import io.nact.spring.autoconfigure.observation.NactObservationAutoConfiguration;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each turn is a span below that of whatever it comes from. */
class TracedTurnsTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(Spans.TRACING))
            .withConfiguration(AutoConfigurations.of(
                    NactObservationAutoConfiguration.class,
                    NactContextAutoConfiguration.class,
                    NactAutoConfiguration.class))
            .withPropertyValues("nact.observations.enabled=true", "management.tracing.sampling.probability=1.0")
            .withUserConfiguration(Spans.class, Front.class, Worker.class, Account.class);

    /** What a test has: the actors, the spans, and a request to begin with. */
    private record Running(
            ActorRef<FrontMessage> front,
            ActorRef<WorkerMessage> worker,
            Entities<Touch> accounts,
            Spans spans,
            ObservationRegistry registry) {

        /** Runs the task below a span named request; answers that. */
        SpanData request(Runnable task) {
            Observation.createNotStarted("request", registry).observe(task);
            return spans.one("request");
        }
    }

    private void run(Consumer<Running> test) {
        application.run(context -> test.accept(running(context)));
    }

    @SuppressWarnings("unchecked")
    private static Running running(AssertableApplicationContext context) {
        return new Running(
                context.getBean("front", ActorRef.class),
                context.getBean("worker", ActorRef.class),
                context.getBean("account", Entities.class),
                context.getBean(Spans.class),
                context.getBean(ObservationRegistry.class));
    }

    private static void assertBelow(SpanData parent, SpanData child) {
        assertThat(child.getTraceId()).isEqualTo(parent.getTraceId());
        assertThat(child.getParentSpanId()).isEqualTo(parent.getSpanId());
    }

    private static void assertRoot(SpanData span) {
        assertThat(span.getParentSpanContext().isValid()).isFalse();
    }

    private static @Nullable String key(SpanData span, String key) {
        return span.getAttributes().get(stringKey(key));
    }

    @Test
    void aTurnIsASpanBelowItsSendersWithTypePathMessageAndOutcome() {
        run(app -> {
            SpanData request =
                    app.request(() -> app.worker().ask(new WhichSpan()).join());

            SpanData turn = app.spans().one("worker WhichSpan");
            assertBelow(request, turn);
            assertThat(turn.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(key(turn, "actor")).isEqualTo("worker");
            assertThat(key(turn, "message")).isEqualTo("WhichSpan");
            assertThat(key(turn, "outcome")).isEqualTo("handled");
            assertThat(key(turn, "path")).isEqualTo(app.worker().path().toString());
            assertThat(turn.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        });
    }

    @Test
    void withoutASpanTheTurnIsTheBeginningOfATrace() {
        run(app -> {
            app.worker().tell(new WhichSpan());

            assertRoot(app.spans().one("worker WhichSpan"));
        });
    }

    @Test
    void whatATurnTellsAndAsksIsBelowIt() {
        run(app -> {
            SpanData request = app.request(() -> app.front().ask(new Both()).join());

            SpanData front = app.spans().one("front Both");
            assertBelow(request, front);
            app.spans().many("worker WhichSpan", 2).forEach(turn -> assertBelow(front, turn));
        });
    }

    @Test
    void anAsynchronousTurnLastsUntilItsStageHasCompleted() {
        run(app -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            CompletableFuture<String> reply = app.front().ask(new Wait(stage));
            app.worker().ask(new WhichSpan()).join();
            assertThat(app.spans().ended()).extracting(SpanData::getName).containsExactly("worker WhichSpan");

            stage.complete("value");

            assertThat(reply.join()).isEqualTo("value");
            app.spans().one("front Wait");
        });
    }

    @Test
    void aStashedMessageIsTwoSpansBelowItsSenders() {
        run(app -> {
            SpanData request = app.request(() -> app.worker().tell(new SetAside()));
            app.worker().tell(new PutBack());

            assertThat(app.spans().many("worker SetAside", 2))
                    .allSatisfy(turn -> assertBelow(request, turn))
                    .extracting(turn -> key(turn, "outcome"))
                    .containsExactly("stashed", "handled");
        });
    }

    @Test
    void aTimerIsBelowTheTurnThatStartedItAndCarriesNothingElse() {
        run(app -> {
            MDC.put("tenant", "acme");
            try {
                app.request(() -> app.worker().tell(new Later()));
            } finally {
                MDC.clear();
            }

            SpanData tick = app.spans().one("worker Tick");
            assertBelow(app.spans().one("worker Later"), tick);
            assertThat(app.worker().ask(new TenantOfTick()).join()).isEqualTo("none");
        });
    }

    @Test
    void aTimerThatGoesOnAndOnBeginsATraceEachTime() {
        run(app -> {
            app.request(() -> app.worker().tell(new AgainAndAgain()));

            await().until(() -> app.spans().ended().stream()
                            .filter(span -> span.getName().equals("worker Tick"))
                            .count()
                    >= 2);
            assertThat(app.spans().ended())
                    .filteredOn(span -> span.getName().equals("worker Tick"))
                    .allSatisfy(TracedTurnsTests::assertRoot);
        });
    }

    @Test
    void whatIsPipedToSelfIsBelowTheTurnThatPiped() {
        run(app -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            app.request(() -> app.worker().tell(new Pipe(stage)));
            SpanData pipe = app.spans().one("worker Pipe");

            stage.complete("value");

            assertBelow(pipe, app.spans().one("worker Piped"));
        });
    }

    @Test
    void anEntityIsCalledByItsKindAndItsIdIsInThePath() {
        run(app -> {
            SpanData request =
                    app.request(() -> app.accounts().get("4/2").ask(new Touch()).join());

            SpanData turn = app.spans().one("account Touch");
            assertBelow(request, turn);
            assertThat(key(turn, "actor")).isEqualTo("account");
            assertThat(key(turn, "path"))
                    .isEqualTo(app.accounts().get("4/2").path().toString());
        });
    }

    @Test
    void whatAHandlerThrowsIsRecorded() {
        run(app -> {
            assertThatThrownBy(() -> app.worker().ask(new Fail()).join())
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("on purpose");
            app.worker().tell(new Fail());

            assertThat(app.spans().many("worker Fail", 2))
                    .allSatisfy(turn -> {
                        assertThat(turn.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                        assertThat(turn.getEvents())
                                .singleElement()
                                .satisfies(event -> assertThat(
                                                event.getAttributes().get(stringKey("exception.message")))
                                        .isEqualTo("on purpose"));
                    })
                    .extracting(turn -> key(turn, "outcome"))
                    .containsExactly("error", "crash");
        });
    }

    @Test
    void nothingOfATurnIsLeftForTheNextOnItsThreadEvenIfTheHandlerForgetsAScope() {
        application
                .withPropertyValues("nact.dispatcher.type=pool", "nact.dispatcher.parallelism=2")
                .run(context -> {
                    Running app = running(context);
                    SpanData request =
                            app.request(() -> app.worker().ask(new Forget()).join());
                    for (int i = 0; i < 20; i++) {
                        app.worker().tell(new WhichSpan());
                    }

                    assertThat(app.spans().many("worker WhichSpan", 20)).allSatisfy(turn -> {
                        assertRoot(turn);
                        assertThat(turn.getTraceId()).isNotEqualTo(request.getTraceId());
                    });
                });
    }

    @Test
    void turnsThatLeadToOneAnotherForEverDoNotKeepThoseBefore() {
        application.withUserConfiguration(First.class).run(context -> {
            Running app = running(context);
            CompletableFuture<String> end = new CompletableFuture<>();
            app.worker().tell(new Countdown(1000, end));
            end.join();
            WeakReference<TurnObservationContext> first = context.getBean(First.class).first;

            // The last one is stashed, with what its sender carried.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                System.gc();
                return first != null && first.get() == null;
            });
        });
    }

    sealed interface FrontMessage {}

    record Both() implements FrontMessage, Request<String> {}

    record Wait(CompletableFuture<String> stage) implements FrontMessage, Request<String> {}

    @Actor("front")
    static class Front {

        private final ActorRef<WorkerMessage> worker;

        Front(@Qualifier("worker") ActorRef<WorkerMessage> worker) {
            this.worker = worker;
        }

        @Receive
        CompletableFuture<String> both(Both message) {
            worker.tell(new WhichSpan());
            return worker.ask(new WhichSpan());
        }

        @Receive
        CompletableFuture<String> await(Wait message) {
            return message.stage();
        }
    }

    sealed interface WorkerMessage {}

    record WhichSpan() implements WorkerMessage, Request<String> {}

    record SetAside() implements WorkerMessage {}

    record PutBack() implements WorkerMessage {}

    record Later() implements WorkerMessage {}

    record AgainAndAgain() implements WorkerMessage {}

    record Tick() implements WorkerMessage {}

    record TenantOfTick() implements WorkerMessage, Request<String> {}

    record Pipe(CompletableFuture<String> stage) implements WorkerMessage {}

    record Piped() implements WorkerMessage {}

    record Fail() implements WorkerMessage, Request<String> {}

    record Forget() implements WorkerMessage, Request<String> {}

    record Countdown(int left, CompletableFuture<String> end) implements WorkerMessage {}

    @Actor("worker")
    static class Worker {

        private final ObservationRegistry registry;

        private boolean ready;

        private @Nullable String tenant;

        Worker(ObservationRegistry registry) {
            this.registry = registry;
        }

        @Receive
        String span(WhichSpan message) {
            return String.valueOf(MDC.get("spanId"));
        }

        @Receive
        void setAside(SetAside message, ActorContext<WorkerMessage> ctx) {
            if (!ready) {
                ctx.stash().add();
            }
        }

        @Receive
        void putBack(PutBack message, ActorContext<WorkerMessage> ctx) {
            ready = true;
            ctx.stash().unstashAll();
        }

        @Receive
        void later(Later message, ActorContext<WorkerMessage> ctx) {
            ctx.timers().startSingle("later", new Tick(), Duration.ofMillis(1));
        }

        @Receive
        void again(AgainAndAgain message, ActorContext<WorkerMessage> ctx) {
            ctx.timers().startFixedRate("again", new Tick(), Duration.ofMillis(5));
        }

        @Receive
        void tick(Tick message) {
            tenant = MDC.get("tenant");
        }

        @Receive
        String tenant(TenantOfTick message) {
            return tenant == null ? "none" : tenant;
        }

        @Receive
        void pipe(Pipe message, ActorContext<WorkerMessage> ctx) {
            ctx.pipeToSelf(message.stage(), (value, failure) -> new Piped());
        }

        @Receive
        void piped(Piped message) {}

        @Receive
        String fail(Fail message) {
            throw new IllegalStateException("on purpose");
        }

        @Receive
        @SuppressWarnings("try") // it forgets to close it
        String forget(Forget message) {
            Observation.start("forgotten", registry).openScope();
            return "forgotten";
        }

        @Receive
        void countDown(Countdown message, ActorContext<WorkerMessage> ctx) {
            if (message.left() == 0) {
                ctx.stash().add();
                message.end().complete("over");
            } else {
                ctx.self().tell(new Countdown(message.left() - 1, message.end()));
            }
        }
    }

    record Touch() implements Request<String> {}

    @EntityActor("account")
    static class Account {

        private final String id;

        Account(@EntityId String id) {
            this.id = id;
        }

        @Receive
        String touch(Touch message) {
            return id;
        }
    }

    /** Remembers the first turn as long as somebody else does. */
    static class First implements ObservationHandler<TurnObservationContext> {

        private volatile @Nullable WeakReference<TurnObservationContext> first;

        @Override
        public void onStart(TurnObservationContext turn) {
            if (first == null) {
                first = new WeakReference<>(turn);
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof TurnObservationContext;
        }
    }
}

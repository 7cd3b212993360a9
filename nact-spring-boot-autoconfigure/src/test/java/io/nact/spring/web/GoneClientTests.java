package io.nact.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.spring.Actor;
import io.nact.spring.web.RunningWebApplication.Answer;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** What a client has asked for that has gone is not done if it has not begun. */
class GoneClientTests {

    private static final Map<String, Object> IMPATIENT = Map.of("spring.mvc.async.request-timeout", "300ms");

    @ParameterizedTest
    @ValueSource(strings = {"/work", "/chained"})
    void nettyCancelsTheAskOfAClientThatClosesItsConnection(String path) throws Exception {
        try (var application = start(WebApplicationType.REACTIVE, Map.of())) {
            assertThat(application.server()).isEqualTo("NettyWebServer");
            Work work = application.bean(Work.class);
            Socket client = application.request(path);
            await().until(() -> work.asked.size() == 1);

            client.close();

            await().until(() -> work.asked.get(0).isDone());
            assertTakenBack(application, work);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/work", "/chained"})
    void tomcatCancelsTheAskOfARequestThatHasTimedOut(String path) {
        assertThatTomcatCancels(path, start(WebApplicationType.SERVLET, IMPATIENT, WithoutReactor.class));
    }

    /** There it is Spring that cancels. */
    @ParameterizedTest
    @ValueSource(strings = {"/work", "/chained"})
    void tomcatDoesSoWithReactorToo(String path) {
        assertThatTomcatCancels(path, start(WebApplicationType.SERVLET, IMPATIENT));
    }

    private static void assertThatTomcatCancels(String path, RunningWebApplication started) {
        try (var application = started) {
            assertThat(application.server()).isEqualTo("TomcatWebServer");
            Work work = application.bean(Work.class);

            Answer answer = application.get(path);

            assertThat(answer.status()).isEqualTo(503);
            await().until(() -> work.asked.get(0).isDone());
            assertTakenBack(application, work);
        }
    }

    @Test
    void anAskThatTimesOutBeforeTheRequestIsAGatewayTimeout() {
        try (var application = start(WebApplicationType.SERVLET, Map.of("spring.mvc.async.request-timeout", "30s"))) {
            assertThat(application.get("/work?timeout=PT0.1S").status()).isEqualTo(504);
        }
    }

    @Test
    void tomcatLeavesAFutureOfAnotherOriginAlone() {
        try (var application = start(WebApplicationType.SERVLET, IMPATIENT, WithoutReactor.class)) {
            assertThat(application.get("/foreign").status()).isEqualTo(503);

            assertThat(application.bean(WorkController.class).foreign).isNotDone();
        }
    }

    @Test
    void aReplyInTimeIsTheAnswer() {
        try (var application = start(WebApplicationType.SERVLET, Map.of(), WithoutReactor.class)) {
            application.bean(Work.class).free.countDown();

            assertThat(application.get("/work").body()).isEqualTo("done");
            assertThat(application.get("/chained").body()).isEqualTo("well done");
            assertThat(application.system().deadLetters(Reason.CANCELLED)).isZero();
        }
    }

    private static RunningWebApplication start(
            WebApplicationType type, Map<String, Object> properties, Class<?>... further) {
        Class<?>[] classes = Stream.concat(
                        Stream.of(Work.class, Worker.class, WorkController.class), Stream.of(further))
                .toArray(Class<?>[]::new);
        var application = RunningWebApplication.start(type, with(properties), classes);
        application.bean(WorkController.class).keepBusy();
        return application;
    }

    /** A worker that a failing test has kept busy is not waited for. */
    private static Map<String, Object> with(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("nact.shutdown.timeout", "100ms");
        return all;
    }

    private static void assertTakenBack(RunningWebApplication application, Work work) {
        work.free.countDown();
        await().untilAsserted(() -> assertThat(application.system().recentDeadLetters())
                .extracting(DeadLetter::message, DeadLetter::reason)
                .containsExactly(tuple(new Do("asked"), Reason.CANCELLED)));
        assertThat(work.done).containsExactly("busy");
    }

    record Do(String what) implements Request<String> {}

    static class Work {

        private final CountDownLatch free = new CountDownLatch(1);

        private final List<String> done = new CopyOnWriteArrayList<>();

        private final List<CompletableFuture<String>> asked = new CopyOnWriteArrayList<>();
    }

    @Actor("worker")
    static class Worker {

        private final Work work;

        Worker(Work work) {
            this.work = work;
        }

        @Receive
        String handle(Do message) throws InterruptedException {
            assertThat(work.free.await(30, TimeUnit.SECONDS)).isTrue();
            work.done.add(message.what());
            return "done";
        }
    }

    /** Spring MVC takes futures for Reactor's as soon as it finds Reactor. */
    @Configuration(proxyBeanMethods = false)
    static class WithoutReactor implements WebMvcRegistrations {

        @Override
        public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
            RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();
            adapter.setReactiveAdapterRegistry(new ReactiveAdapterRegistry() {
                @Override
                public @Nullable ReactiveAdapter getAdapter(@Nullable Class<?> type, @Nullable Object source) {
                    return null;
                }
            });
            return adapter;
        }
    }

    @RestController
    static class WorkController {

        private final CompletableFuture<String> foreign = new CompletableFuture<>();

        private final ActorRef<Do> worker;

        private final Work work;

        WorkController(ActorRef<Do> worker, Work work) {
            this.worker = worker;
            this.work = work;
        }

        void keepBusy() {
            worker.tell(new Do("busy"));
        }

        @GetMapping("/work")
        CompletableFuture<String> work(@RequestParam(defaultValue = "PT30S") Duration timeout) {
            CompletableFuture<String> reply = worker.ask(new Do("asked"), timeout);
            work.asked.add(reply);
            return reply;
        }

        @GetMapping("/chained")
        CompletableFuture<String> chained() {
            return work(Duration.ofSeconds(30)).thenApply(reply -> reply + "").thenApply(reply -> "well " + reply);
        }

        @GetMapping("/foreign")
        CompletableFuture<String> foreign() {
            return foreign;
        }
    }
}

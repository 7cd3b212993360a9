package io.nact.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Sensitive;
import io.nact.inspect.ActorStatus;
import io.nact.inspect.Ranking;
import io.nact.path.ActorPath;
import io.nact.supervision.Directive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** The endpoints on a real server, as clients see them. What is asserted of the JSON here is what docs/actuator.md promises. */
@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
class EndpointsOverHttpTests {

    private static final String EXCLUDED = String.join(
            ",",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            // Both servers are on the test's class path; WebFlux is to run on Netty.
            "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration");

    private final HttpClient client = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext shared;

    private final CountDownLatch gate = new CountDownLatch(1);

    @Parameter
    private WebApplicationType type;

    private ConfigurableApplicationContext context;

    @BeforeParameterizedClassInvocation
    static void startShared(WebApplicationType type) {
        shared = start(
                type,
                "--management.endpoint.actors.access=unrestricted",
                "--management.endpoint.deadletters.access=unrestricted");
    }

    @AfterParameterizedClassInvocation
    static void stopShared() {
        shared.close();
    }

    /** The application that all tests share which want nothing else. */
    private ActorSystem start() {
        context = shared;
        return context.getBean(ActorSystem.class);
    }

    private ActorSystem start(String... more) {
        context = start(type, more);
        return context.getBean(ActorSystem.class);
    }

    private static ConfigurableApplicationContext start(WebApplicationType type, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "--server.port=0",
                "--nact.name=shop",
                "--management.endpoints.web.exposure.include=actors,deadletters",
                "--spring.main.banner-mode=off",
                "--spring.autoconfigure.exclude=" + EXCLUDED));
        properties.addAll(List.of(more));
        return new SpringApplicationBuilder(Application.class).web(type).run(properties.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        ActorSystem system = context.getBean(ActorSystem.class);
        system.findAll(SignIn.class).forEach(system::stop);
        system.findAll(String.class).forEach(system::stop);
        await().until(() ->
                system.inspect().children(system.path(), 0, 1).orElseThrow().total() == 0);
        system.inspect().controls().purge();
        if (context != shared) {
            context.close();
        }
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    private HttpResponse<String> post(String path, String json) {
        return send(request(path, "Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:%s/actuator/%s"
                .formatted(context.getEnvironment().getProperty("local.server.port"), path)));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static <T> T read(HttpResponse<String> response, String jsonPath) {
        return JsonPath.read(response.body(), jsonPath);
    }

    private static String encoded(ActorPath path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8);
    }

    record SignIn(String user, @Sensitive String password) {}

    /** Hangs in its first message; the second one waits. */
    private ActorRef<SignIn> stuckActor(ActorSystem system, String name) {
        CountDownLatch reached = new CountDownLatch(1);
        ActorRef<SignIn> actor = system.spawn(
                name,
                Behaviors.stateful(SignIn.class, 0, (count, message, turn) -> {
                            reached.countDown();
                            gate.await();
                            return count;
                        })
                        .type("signIn"));
        actor.tell(new SignIn("first", "hunter2"));
        actor.tell(new SignIn("second", "hunter2"));
        await().until(() -> reached.getCount() == 0);
        return actor;
    }

    @Test
    void theOverviewHasCountsTypesAndTheFirstFew() {
        ActorSystem system = start();
        ActorRef<SignIn> stuck = stuckActor(system, "stuck");
        await().until(() -> !system.inspect().top(Ranking.IN_HAND, 1).isEmpty());

        HttpResponse<String> answer = get("actors");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$"))
                .containsOnlyKeys(
                        "system",
                        "uptimeSeconds",
                        "running",
                        "actors",
                        "statuses",
                        "depth",
                        "ageSeconds",
                        "crashes",
                        "bytes",
                        "types",
                        "top",
                        "failures");
        assertThat(EndpointsOverHttpTests.<String>read(answer, "$.system")).isEqualTo("shop");
        assertThat(EndpointsOverHttpTests.<Map<String, Object>>read(answer, "$.types[?(@.type == 'signIn')]", 0))
                .containsOnlyKeys("type", "actors", "statuses", "depth", "ageSeconds", "crashes", "bytes")
                .containsEntry("statuses", Map.of("running", 1));
        assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$.top"))
                .containsOnlyKeys("depth", "age", "in-hand", "on-thread", "crashes");
        assertThat(EndpointsOverHttpTests.<Map<String, Object>>read(answer, "$.top['on-thread'][0]"))
                .containsKeys(
                        "path",
                        "type",
                        "status",
                        "depth",
                        "ageSeconds",
                        "message",
                        "inHandSeconds",
                        "crashes",
                        "handled",
                        "bytes",
                        "children")
                // Whether there is a rate depends on who has looked before.
                .hasSizeBetween(11, 12)
                .containsEntry("path", stuck.path().toString())
                .containsEntry("status", "running")
                .containsEntry("message", "SignIn")
                .containsEntry("depth", 1);
    }

    private static <T> T read(HttpResponse<String> response, String jsonPath, int index) {
        return JsonPath.<List<T>>read(response.body(), jsonPath).get(index);
    }

    @Test
    void oneActorIsSeenWithItsThreadAndWhatWaits() {
        ActorSystem system = start();
        ActorRef<SignIn> stuck = stuckActor(system, "a/b c%ü");

        HttpResponse<String> answer = get("actors?path=" + encoded(stuck.path()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$"))
                .containsOnlyKeys(
                        "actor",
                        "behavior",
                        "capacity",
                        "stashed",
                        "mailbox",
                        "turns",
                        "failures",
                        "resets",
                        "watchers",
                        "timers",
                        "suspendedByHand",
                        "traced");
        assertThat(EndpointsOverHttpTests.<List<String>>read(answer, "$.mailbox[*].type"))
                .containsExactly("SignIn");
        assertThat(EndpointsOverHttpTests.<Map<String, Object>>read(answer, "$.turns[0]"))
                .containsOnlyKeys("message", "lastingSeconds", "thread", "stack");
        assertThat(EndpointsOverHttpTests.<List<String>>read(answer, "$.turns[0].stack"))
                .anyMatch(frame -> frame.contains("CountDownLatch.await"));
        assertThat(answer.body()).doesNotContain("hunter2", "second");
        assertThat(get("actors?path=/" + URLEncoder.encode("a%2Fb%20c%25%C3%BC", StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsInMessagesIsShownIfToldSoWithoutWhatIsSensitive() {
        ActorSystem system = start(
                "--management.endpoint.actors.show-values=always",
                "--management.endpoint.deadletters.show-values=always");
        ActorRef<SignIn> stuck = stuckActor(system, "stuck");
        system.stop(stuck);

        assertThat(EndpointsOverHttpTests.<List<String>>read(get("actors?path=/stuck"), "$.mailbox[*].content"))
                .containsExactly("SignIn[user=second, password=******]");
        gate.countDown();
        await().until(() -> system.find(stuck.path()).isEmpty());
        assertThat(EndpointsOverHttpTests.<List<String>>read(get("deadletters"), "$.letters[*].content"))
                .containsExactly("SignIn[user=second, password=******]");
    }

    @Test
    void anUnknownActorIsNotFoundAndSaysWhereToLook() {
        start();

        HttpResponse<String> answer = get("actors?path=/nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(EndpointsOverHttpTests.<String>read(answer, "$.error"))
                .contains("nact://shop/nobody", "?search=", "?below=");
        assertThat(get("actors?below=/nobody").statusCode()).isEqualTo(404);
        assertThat(get("actors?format=mermaid&below=/nobody").statusCode()).isEqualTo(404);
        assertThat(EndpointsOverHttpTests.<String>read(get("actors?path=nact://other/a"), "$.error"))
                .contains("nact://shop");
    }

    @Test
    void howAnActorEndedIsSaidWhereItLived() {
        ActorSystem system = start();
        crashedActor(system);

        HttpResponse<String> answer = get("actors?path=/crashed");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(EndpointsOverHttpTests.<Map<String, Object>>read(answer, "$.failures[0]"))
                .containsOnlyKeys("actor", "at", "message", "exception")
                .containsEntry("exception", "java.lang.IllegalStateException");
    }

    @Test
    void whatAnExceptionSaysIsHiddenAsMessagesAre() {
        ActorSystem system = start();
        crashedActor(system);
        resetActor(system);

        for (String query : List.of("", "?path=/crashed", "?below=/crashed", "?path=/reset")) {
            HttpResponse<String> answer = get("actors" + query);
            assertThat(EndpointsOverHttpTests.<List<String>>read(answer, "$.failures[*].exception"))
                    .as(query)
                    .contains("java.lang.IllegalStateException");
            assertThat(answer.body()).doesNotContain("on purpose");
        }
        assertThat(post("actors", "{\"path\":\"/crashed\",\"action\":\"stop\"}").body())
                .doesNotContain("on purpose");
    }

    @Test
    void whatAnExceptionSaysIsShownIfToldSo() {
        ActorSystem system = start("--management.endpoint.actors.show-values=always");
        crashedActor(system);
        resetActor(system);

        for (String query : List.of("", "?path=/crashed", "?below=/crashed", "?path=/reset")) {
            assertThat(EndpointsOverHttpTests.<List<String>>read(get("actors" + query), "$.failures[*].text"))
                    .as(query)
                    .contains("on purpose");
        }
    }

    /** Has ended by its first message. */
    private static void crashedActor(ActorSystem system) {
        ActorRef<String> actor = system.spawn("crashed", Behaviors.stateful(String.class, 0, (count, message, turn) -> {
            throw new IllegalStateException(message);
        }));
        actor.tell("on purpose");
        await().until(() -> system.find(actor.path()).isEmpty());
    }

    /** Lives on after its first message. */
    private static void resetActor(ActorSystem system) {
        ActorRef<String> actor = system.spawn(
                "reset",
                Behaviors.stateful(String.class, 0, (count, message, turn) -> {
                            throw new IllegalStateException(message);
                        })
                        .onCrash(crash -> Directive.RESET));
        actor.tell("on purpose");
        await().until(() -> system.inspect().actor(actor.path()).orElseThrow().resets() == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    top=fastest           | is no order: top is one of depth, fullness, age, in-hand, on-thread, crashes, rate, memory
                    top=depth&limit=-1    | from 0 to 1000, not -1
                    below=/&page=-1       | there is no page -1
                    below=/&size=0        | from 1 to 1000, not 0
                    path=nact://shop/a+b  | is written a%20b
                    path=/a&top=depth     | one of path, below, search, top and flow at a time
                    format=png            | is no format: it is one of mermaid, graphviz
                    """)
    void aMistakeInTheQuestionIsABadRequestThatSaysWhich(String query, String error) {
        start();

        HttpResponse<String> answer = get("actors?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(EndpointsOverHttpTests.<String>read(answer, "$.error")).contains(error);
    }

    @Test
    void aNumberThatIsNoneIsABadRequest() {
        start();

        assertThat(get("actors?top=depth&limit=many").statusCode()).isEqualTo(400);
    }

    @Test
    void theTreeComesPageByPage() {
        ActorSystem system = start();
        ActorRef<String> parent = system.spawn("parent", Behaviors.stateless(String.class, (message, turn) -> {}));
        for (int i = 0; i < 5; i++) {
            system.spawn(parent, "c" + i, Behaviors.stateless(String.class, (message, turn) -> {}));
        }

        HttpResponse<String> answer = get("actors?below=/parent&page=1&size=2");

        assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$"))
                .containsOnlyKeys("below", "page", "size", "total", "actors")
                .containsEntry("total", 5);
        assertThat(EndpointsOverHttpTests.<List<String>>read(answer, "$.actors[*].path"))
                .containsExactly("nact://shop/parent/c2", "nact://shop/parent/c3");
        assertThat(EndpointsOverHttpTests.<List<Integer>>read(get("actors?below=/"), "$.actors[*].children"))
                .containsExactly(5);
    }

    @Test
    void actorsAreFoundAndRanked() {
        ActorSystem system = start();
        stuckActor(system, "stuck");

        assertThat(EndpointsOverHttpTests.<List<String>>read(get("actors?search=STU&limit=5"), "$.actors[*].path"))
                .containsExactly("nact://shop/stuck");
        HttpResponse<String> top = get("actors?top=DEPTH&limit=5");
        assertThat(EndpointsOverHttpTests.<String>read(top, "$.top")).isEqualTo("depth");
        assertThat(EndpointsOverHttpTests.<List<String>>read(top, "$.actors[*].path"))
                .containsExactly("nact://shop/stuck");
    }

    @Test
    void theFlowIsCountedFromTheFirstLookOn() {
        ActorSystem system = start();
        ActorRef<String> actor = system.spawn("flowing", Behaviors.stateless(String.class, (message, turn) -> {}));
        assertThat(edgesToFlowing()).isEmpty();
        actor.tell("one");
        actor.tell("two");

        assertThat(JsonPath.<Map<String, Object>>read(get("actors?flow=true").body(), "$"))
                .containsOnlyKeys("watchedSeconds", "edges");
        assertThat(edgesToFlowing())
                .singleElement()
                .satisfies(edge -> assertThat(edge)
                        .containsOnlyKeys("to", "messages", "rate")
                        .containsEntry("messages", 2));
    }

    private List<Map<String, Object>> edgesToFlowing() {
        return read(get("actors?flow=true"), "$.edges[?(@.to == 'flowing')]");
    }

    static Stream<String> accepted() {
        return Stream.of("*/*", "text/plain");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void theTreeAndTheFlowAreDrawn(String accepted) {
        ActorSystem system = start();
        ActorRef<String> parent = system.spawn("par\"ent", Behaviors.stateless(String.class, (message, turn) -> {}));
        system.spawn(parent, "child", Behaviors.stateless(String.class, (message, turn) -> {}));

        HttpResponse<String> mermaid = get("actors?format=mermaid", "Accept", accepted);
        HttpResponse<String> graphviz = get("actors?format=graphviz&below=/par%2522ent", "Accept", accepted);
        get("actors?flow=true");
        parent.tell("hello");
        HttpResponse<String> flow = get("actors?flow=true&format=graphviz", "Accept", accepted);

        assertThat(mermaid.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(mermaid.body()).isEqualTo("""
                        flowchart LR
                            n0["shop"]
                            n1["par#34;ent"]
                            n2["child"]
                            n0 --> n1
                            n1 --> n2
                        """);
        assertThat(graphviz.body()).isEqualTo("""
                        digraph actors {
                            rankdir=LR;
                            node [shape=box];
                            n0 [label="par\\"ent"];
                            n1 [label="child"];
                            n0 -> n1;
                        }
                        """);
        assertThat(flow.body()).contains("[label=\"outside\"]", "[label=\"par\\\"ent\"]", " -> ");
    }

    @Test
    void withoutAFormatPlainTextIsMermaidAndAnythingElseJson() {
        start();

        assertThat(get("actors", "Accept", "text/plain").body()).startsWith("flowchart");
        assertThat(get("actors", "Accept", "text/plain").statusCode()).isEqualTo(200);
        assertThat(get("actors", "Accept", "*/*").body()).startsWith("{");
        assertThat(get("actors?below=/nobody", "Accept", "text/plain").statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingIsChangedUnlessTheAccessIsUnrestrictedAndNobodyIsAuthorizedWithoutAUser() {
        ActorSystem system = start("--management.endpoint.actors.show-values=when-authorized");
        stuckActor(system, "stuck");

        assertThat(get("actors?path=/stuck").body()).contains("SignIn").doesNotContain("content");
        assertThat(post("actors", "{\"path\":\"/stuck\",\"action\":\"stop\"}").statusCode())
                .isEqualTo(405);
        assertThat(post("deadletters", "{\"id\":1}").statusCode()).isEqualTo(405);
        assertThat(send(request("deadletters").DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void actorsAreChangedByHandWithUnrestrictedAccess() {
        ActorSystem system = start();
        ActorRef<String> actor =
                system.spawn("actor", Behaviors.stateful(String.class, 0, (count, message, turn) -> 0));

        HttpResponse<String> suspended = post("actors", "{\"path\":\"/actor\",\"action\":\"suspend\"}");

        assertThat(suspended.statusCode()).isEqualTo(202);
        assertThat(JsonPath.<Map<String, Object>>read(suspended.body(), "$"))
                .containsOnly(Map.entry("path", "nact://shop/actor"), Map.entry("action", "suspend"));
        await().until(() -> status(system, actor) == ActorStatus.SUSPENDED_BY_HAND);
        post("actors", "{\"path\":\"nact://shop/actor\",\"action\":\"RESUME\"}");
        await().until(() -> status(system, actor) == ActorStatus.IDLE);
        post("actors", "{\"path\":\"/actor\",\"action\":\"trace\",\"messages\":7}");
        await().until(() -> system.inspect().actor(actor.path()).orElseThrow().traced() == 7);
        post("actors", "{\"path\":\"/actor\",\"action\":\"reset\"}");
        await().until(() -> system.inspect().actor(actor.path()).orElseThrow().resets() == 1);
        post("actors", "{\"path\":\"/actor\",\"action\":\"drain\"}");
        await().until(() -> system.find(actor.path()).isEmpty());
        assertThat(post("actors", "{\"path\":\"/actor\",\"action\":\"stop\"}").statusCode())
                .isEqualTo(404);
    }

    private static ActorStatus status(ActorSystem system, ActorRef<?> actor) {
        return system.inspect().actor(actor.path()).orElseThrow().actor().status();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"path":"/actor","action":"kill"}                  | is no action: it is one of stop, reset
                    {"path":"/","action":"stop"}                       | is the root of the tree
                    {"path":"/actor","action":"trace","messages":-1}   | not -1
                    """)
    void aMistakeInAChangeIsABadRequest(String json, String error) {
        start();

        HttpResponse<String> answer = post("actors", json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(EndpointsOverHttpTests.<String>read(answer, "$.error")).contains(error);
    }

    @Test
    void aChangeWithoutAnActionIsABadRequest() {
        start();

        assertThat(post("actors", "{\"path\":\"/actor\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void deadLettersAreSeenSentAgainAndForgotten() {
        ActorSystem system = start();
        ActorRef<String> gone = system.spawn("gone", Behaviors.stateless(String.class, (message, turn) -> {}));
        system.stop(gone).join();
        gone.tell("lost");
        gone.tell("lost too");

        HttpResponse<String> seen = get("deadletters");
        int id = read(seen, "$.letters[0].id");

        assertThat(EndpointsOverHttpTests.<Map<String, Object>>read(seen, "$.counts"))
                .containsOnlyKeys("stopped", "full", "dropped", "expired", "cancelled", "unhandled")
                .containsKey("stopped");
        assertThat(EndpointsOverHttpTests.<Map<String, Object>>read(seen, "$.letters[0]"))
                .containsOnlyKeys("id", "at", "receiver", "reason", "type")
                .containsEntry("receiver", "nact://shop/gone")
                .containsEntry("reason", "stopped")
                .containsEntry("type", "String");
        assertThat(EndpointsOverHttpTests.<List<?>>read(get("deadletters?reason=full"), "$.letters"))
                .isEmpty();
        assertThat(EndpointsOverHttpTests.<List<?>>read(get("deadletters?reason=STOPPED&limit=1"), "$.letters"))
                .hasSize(1);
        assertThat(get("deadletters?reason=lazy").statusCode()).isEqualTo(400);
        assertThat(post("deadletters", "{\"id\":%d}".formatted(id)).statusCode())
                .isEqualTo(409);
        system.spawn("gone", Behaviors.stateless(String.class, (message, turn) -> {}));
        assertThat(post("deadletters", "{\"id\":%d}".formatted(id)).body())
                .isEqualTo("{\"id\":%d,\"outcome\":\"sent\"}".formatted(id));
        assertThat(post("deadletters", "{\"id\":%d}".formatted(id)).statusCode())
                .isEqualTo(404);
        assertThat(send(request("deadletters").DELETE()).body()).isEqualTo("{\"forgotten\":1}");
        assertThat(EndpointsOverHttpTests.<List<?>>read(get("deadletters"), "$.letters"))
                .isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        /** Else the end of one application would be that of the other's server. */
        @Bean
        ReactorResourceFactory ownResources() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }
    }
}

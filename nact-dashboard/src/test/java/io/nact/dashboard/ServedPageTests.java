package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.dashboard.WebApplication.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
class ServedPageTests {

    private static final String PAGE = "/actuator/dashboard";

    private static final Pattern ADDRESS =
            Pattern.compile("(?<!<base )(?:src|href)=\"([^\"@]+)\"|from \"\\./([^\"]+)\"");

    private static WebApplication application;

    @Parameter
    WebApplicationType type;

    @BeforeParameterizedClassInvocation
    static void start(WebApplicationType type) {
        application = WebApplication.open(type);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    @Test
    void thePageIsServedWithEverythingItNames() {
        Answer page = application.get(PAGE, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<base href=\"dashboard/\">");

        List<String> files = addresses(page.body()).toList();
        assertThat(files).hasSizeGreaterThan(8);
        assertThat(files).allSatisfy(this::isServed);
    }

    private void isServed(String file) {
        Answer answer = application.get(PAGE + "/" + file);
        assertThat(answer.status()).as(file).isEqualTo(200);
        assertThat(answer.body()).as(file).isNotBlank();
        assertThat(answer.type()).startsWith(type(file));
        if (file.equals("app.js") || file.equals("overview.js")) {
            assertThat(addresses(answer.body())).isNotEmpty().allSatisfy(this::isServed);
        }
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript";
            case "css" -> "text/css";
            default -> "image/svg+xml";
        };
    }

    private static Stream<String> addresses(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1) == null ? match.group(2) : match.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.js", "..", "..%2Fapplication.properties", "DashboardEndpoint.class", "page", "."})
    void nothingElseIsServed(String name) {
        assertThat(application.get(PAGE + "/" + name).status()).isBetween(400, 404);
    }

    @Test
    void theStreamBeginsAtOnceAndGoesOn() throws IOException {
        application.system().spawn("größer", Behaviors.stateless((message, ctx) -> {}));
        var response = application.stream(PAGE + "/stream");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            List<String> samples = lines.lines()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring(5))
                    .limit(2)
                    .toList();

            assertThat(JsonPath.<Object>read(samples.get(0), "$.total.rate")).isNull();
            assertThat(JsonPath.<Double>read(samples.get(1), "$.total.rate")).isZero();
            assertThat(JsonPath.<List<String>>read(samples.get(1), "$.types[*].name"))
                    .contains("größer");
        }
    }

    @Test
    void aStreamThatEndsIsOverForTheBrowserToo() throws IOException {
        Viewers viewers = application.bean(Viewers.class);
        var response = application.stream(PAGE + "/stream");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isNotNull();

            viewers.stop();

            assertThat(lines.lines()).isNotNull().hasSizeLessThan(20);
        } finally {
            viewers.start();
        }
    }

    @Test
    void whoFindsNoRoomLearnsThatOfTheSession() {
        assertThat(isFull()).isFalse();
        Viewers viewers = application.bean(Viewers.class);
        List<Viewer> many = Stream.<Viewer>generate(Indifferent::new)
                .takeWhile(viewers::add)
                .toList();

        assertThat(isFull()).isTrue();

        many.forEach(viewers::remove);
        assertThat(isFull()).isFalse();
    }

    private static boolean isFull() {
        return JsonPath.<Boolean>read(application.get(PAGE + "/session").body(), "$.full");
    }

    private static final class Indifferent implements Viewer {

        @Override
        public void show(String sample) {}

        @Override
        public void end() {}
    }

    @Test
    void aPathOfAnyCharactersLeadsToItsActor() {
        ActorRef<String> odd = application.system().spawn("a/b ü?&#%", Behaviors.stateless((message, ctx) -> {}));
        String path = odd.path().toString();

        String question = PAGE + "/actor?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
        Answer answer = application.get(question);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/json");
        assertThat(JsonPath.<String>read(answer.body(), "$.details.actor.path")).isEqualTo(path);
        await().until(() -> JsonPath.read(application.get(question).body(), "$.details.actor.status")
                .equals("idle"));
    }

    @Test
    void theTreeIsServedPageByPage() {
        ActorRef<String> parent = application.system().spawn("parent", Behaviors.stateless((message, ctx) -> {}));
        for (int i = 0; i < 150; i++) {
            application.system().spawn(parent, "child-" + i, Behaviors.stateless((message, ctx) -> {}));
        }
        String below = "/tree?below=" + URLEncoder.encode(parent.path().toString(), StandardCharsets.UTF_8);

        String first = application.get(PAGE + below).body();
        String second = application.get(PAGE + below + "&page=1").body();

        assertThat(JsonPath.<Integer>read(first, "$.total")).isEqualTo(150);
        assertThat(JsonPath.<List<Object>>read(first, "$.actors")).hasSize(100);
        assertThat(JsonPath.<List<Object>>read(second, "$.actors")).hasSize(50);
        assertThat(JsonPath.<List<String>>read(
                        application.get(PAGE + "/search?text=CHILD-149").body(), "$.actors[*].path"))
                .containsExactly(parent.path() + "/child-149");
    }

    @Test
    void whatIsMissingOrNoPathIsTold() {
        assertThat(application
                        .get(PAGE + "/actor?path=nact://application/nobody")
                        .status())
                .isEqualTo(404);
        assertThat(application.get(PAGE + "/actor").status()).isEqualTo(400);
        assertThat(application.get(PAGE + "/actor?path=no-path").status()).isEqualTo(400);
        assertThat(application.get(PAGE + "/tree?page=-1").status()).isEqualTo(400);
        assertThat(application.get(PAGE + "/tree?page=x").status()).isEqualTo(400);
    }

    @Test
    void deadLettersAreShownByReasonAndByTheirTypesOnly() {
        ActorRef<Object> gone = application.system().spawn("gone", Behaviors.stateless((message, ctx) -> {}));
        application.system().stop(gone).join();
        gone.tell(new Secret("4711"));

        String letters = application.get(PAGE + "/letters").body();

        assertThat(JsonPath.<Integer>read(letters, "$.reasons.stopped")).isPositive();
        assertThat(JsonPath.<List<String>>read(letters, "$.recent[*].type")).contains("Secret");
        assertThat(letters).doesNotContain("4711");
    }

    @Test
    void nothingCanBeDoneUnlessItIsEnabled() {
        String session = application.get(PAGE + "/session").body();
        assertThat(JsonPath.<Boolean>read(session, "$.writes")).isFalse();
        assertThat(JsonPath.<Object>read(session, "$.csrf")).isNull();
        assertThat(application.post(PAGE, "{\"action\":\"purge\"}").status()).isBetween(404, 405);
    }

    record Secret(String number) {}
}

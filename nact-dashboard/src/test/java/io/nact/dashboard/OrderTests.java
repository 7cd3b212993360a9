package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.dashboard.WebApplication.Answer;
import io.nact.event.DeadLetter.Reason;
import io.nact.path.ActorPath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** What the buttons of the page do, where the endpoint's access is unrestricted. */
@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
class OrderTests {

    private static final String PAGE = "/actuator/dashboard";

    private static WebApplication application;

    @Parameter
    WebApplicationType type;

    private final AtomicInteger handled = new AtomicInteger();

    @BeforeParameterizedClassInvocation
    static void start(WebApplicationType type) {
        application = WebApplication.open(type, "management.endpoint.dashboard.access=unrestricted");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    @Test
    void thePageLearnsThatItMayDoSomething() {
        assertThat(JsonPath.<Boolean>read(application.get(PAGE + "/session").body(), "$.writes"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "drain"})
    void anActorIsStopped(String action) {
        ActorRef<String> actor = counter();

        assertThat(order(action, actor.path()).status()).isEqualTo(200);
        await().until(() -> application.system().find(actor.path()).isEmpty());

        Answer again = order(action, actor.path());
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).contains("No actor lives at " + actor.path());
    }

    @Test
    void anActorIsSuspendedAndResumed() {
        ActorRef<String> actor = counter();

        order("suspend", actor.path());
        await().until(() -> status(actor.path()).equals("suspended_by_hand"));
        actor.tell("waits");
        assertThat(application.system().depth(actor)).isOne();
        order("resume", actor.path());

        await().until(() -> handled.get() == 1);
    }

    @Test
    void anActorIsResetAndTraced() {
        ActorRef<String> actor = counter();

        assertThat(order("reset", actor.path()).status()).isEqualTo(200);
        assertThat(application
                        .post(PAGE, json(Map.of("action", "trace", "path", actor.path(), "count", "7")))
                        .status())
                .isEqualTo(200);

        await().until(() -> JsonPath.<Integer>read(details(actor.path()), "$.details.resets") == 1);
        await().until(() -> JsonPath.<Integer>read(details(actor.path()), "$.details.traced") == 7);
    }

    @Test
    void aDeadLetterIsSentAgainAndTheOthersAreForgotten() {
        ActorRef<String> late = counter();
        String name = late.path().name();
        application.system().stop(late).join();
        late.tell("early");
        await().until(() -> application.system().deadLetters(Reason.STOPPED) > 0);
        int letter = JsonPath.<List<Integer>>read(
                        application.get(PAGE + "/letters").body(), "$.recent[*].id")
                .get(0);
        assertThat(resend(letter).status()).isEqualTo(409);

        application.system().<String>spawn(name, Behaviors.stateless((message, ctx) -> handled.incrementAndGet()));
        assertThat(resend(letter).status()).isEqualTo(200);
        await().until(() -> handled.get() == 1);

        assertThat(resend(letter).status()).isEqualTo(404);
        assertThat(application.post(PAGE, "{\"action\":\"purge\"}").status()).isEqualTo(200);
        assertThat(JsonPath.<List<Object>>read(
                        application.get(PAGE + "/letters").body(), "$.recent"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"explode\"}",
                "{\"action\":\"stop\"}",
                "{\"action\":\"stop\",\"path\":\"no path\"}",
                "{\"action\":\"resend\"}",
                "{\"action\":\"trace\",\"path\":\"nact://application/a\",\"count\":\"-1\"}",
                "{\"action\":\"trace\",\"path\":\"nact://application/a\",\"count\":\"many\"}"
            })
    void whatMakesNoSenseIsABadRequest(String order) {
        assertThat(application.post(PAGE, order).status()).isEqualTo(400);
    }

    private ActorRef<String> counter() {
        return application.system().spawn(Behaviors.stateless((message, ctx) -> handled.incrementAndGet()));
    }

    private String status(ActorPath path) {
        return JsonPath.read(details(path), "$.details.actor.status");
    }

    private String details(ActorPath path) {
        return application.get(PAGE + "/actor?path=" + path).body();
    }

    private Answer resend(int letter) {
        return application.post(PAGE, json(Map.of("action", "resend", "letter", letter)));
    }

    private Answer order(String action, ActorPath path) {
        return application.post(PAGE, json(Map.of("action", action, "path", path)));
    }

    private static String json(Map<String, ?> values) {
        return "{"
                + values.entrySet().stream()
                        .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
                        .reduce((a, b) -> a + "," + b)
                        .orElse("")
                + "}";
    }
}

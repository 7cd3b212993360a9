package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.supervision.Backoff;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.system.ActorSystems;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SupervisionTests {

    record Add(int amount) implements Request<Integer> {}

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("supervision");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    private static Behavior<Add> summing() {
        return Behaviors.stateful(Add.class, 0, (total, message, ctx) -> {
            int next = Math.addExact(total, message.amount());
            ctx.replyTo(message).reply(next);
            return next;
        });
    }

    @Test
    void aFunctionStopsUnlessToldOtherwise() {
        ActorRef<Add> ref = system.spawn("stopping", summing());

        overflow(ref);

        assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> ref.call(new Add(1)));
    }

    @Test
    void aFunctionGoesOnIfExceptionsAreReplies() {
        ActorRef<Add> ref = system.spawn("going-on", summing().exceptionsAreReplies());

        overflow(ref);

        assertThat(ref.call(new Add(0))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aPolicyDecidesByTheCause() {
        Behavior<Add> counter = Behaviors.stateful(Add.class, 0, (total, message, ctx) -> {
                    int next = Math.addExact(total, message.amount());
                    ctx.replyTo(message).reply(next);
                    return next;
                })
                .onCrash(crash -> crash.cause() instanceof ArithmeticException ? Directive.RESET : Directive.ESCALATE);
        ActorRef<Add> ref = system.spawn("counter", counter);

        overflow(ref);

        assertThat(ref.call(new Add(2))).isEqualTo(2);
    }

    @Test
    void aBackoffResetsAfterAWaitAndGivesUpInTheEnd() {
        SupervisionPolicy patient = Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(10))
                .atMost(5, Duration.ofMinutes(1));
        ActorRef<Add> ref = system.spawn("counter", summing().onCrash(patient));

        overflow(ref);

        await().untilAsserted(() -> assertThat(ref.call(new Add(0))).isZero());
    }

    private static void overflow(ActorRef<Add> ref) {
        ref.call(new Add(Integer.MAX_VALUE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> ref.call(new Add(1)));
    }
}

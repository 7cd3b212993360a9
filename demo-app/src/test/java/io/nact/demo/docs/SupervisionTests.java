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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

    record Step(String text) {}

    static Behavior<Step> stage(List<String> started) {
        return Behaviors.statefulFrom(
                        Step.class,
                        ctx -> {
                            started.add(ctx.name());
                            return 0;
                        },
                        (steps, step, ctx) -> {
                            if (step.text().isEmpty()) {
                                throw new IllegalArgumentException("empty");
                            }
                            return steps + 1;
                        })
                .onCrash(crash -> Directive.RESET_REST);
    }

    @Test
    void whatWasSpawnedAfterwardsIsResetToo() {
        List<String> started = new CopyOnWriteArrayList<>();
        Behavior<Step> pipeline = Behaviors.setup(Step.class, ctx -> {
            ctx.spawn("read", stage(started));
            ActorRef<Step> parse = ctx.spawn("parse", stage(started));
            ctx.spawn("write", stage(started));
            return Behaviors.stateless((step, context) -> context.forward(parse, step));
        });
        ActorRef<Step> ref = system.spawn("pipeline", pipeline);
        await().until(() -> started.size() == 3);
        started.clear();

        ref.tell(new Step(""));

        await().untilAsserted(() -> assertThat(started).containsExactlyInAnyOrder("parse", "write"));
    }

    @Test
    void aParentDecidesForAChildThatEscalates() {
        Behavior<Add> child = summing().onCrash(crash -> Directive.ESCALATE);
        Behavior<Add> parent = Behaviors.stateful(Add.class, 0, (count, message, ctx) -> {
                    ctx.forward(ctx.child("sum", () -> child), message);
                    return count + 1;
                })
                .onCrash(crash -> crash.child() == null ? Directive.STOP : Directive.RESET_CHILD);
        ActorRef<Add> ref = system.spawn("parent", parent);

        overflow(ref);

        assertThat(ref.call(new Add(2))).isEqualTo(2);
    }

    @Test
    void anErrorOfTheJvmStopsTheSystem() {
        try (ActorSystem broken = ActorSystems.start("broken")) {
            ActorRef<Add> ref = broken.spawn("ill", Behaviors.stateless(Add.class, (message, ctx) -> {
                throw new InternalError("as if the JVM had one");
            }));

            ref.tell(new Add(1));

            await().until(() -> !broken.isRunning());
            Optional<Error> fatal = broken.fatalError();
            assertThat(fatal).containsInstanceOf(InternalError.class);
        }
    }

    private static void overflow(ActorRef<Add> ref) {
        ref.call(new Add(Integer.MAX_VALUE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> ref.call(new Add(1)));
    }
}

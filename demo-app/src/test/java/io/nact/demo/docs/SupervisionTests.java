package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
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

    sealed interface CounterMessage {}

    record Add(int amount) implements CounterMessage {}

    record Total() implements CounterMessage, Request<Integer> {}

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("supervision");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    private static int count(int total, CounterMessage message, ActorContext<CounterMessage> ctx) {
        if (message instanceof Add add) {
            return Math.addExact(total, add.amount());
        }
        ctx.replyTo((Total) message).reply(total);
        return total;
    }

    @Test
    void aPolicyDecidesByTheCause() {
        Behavior<CounterMessage> counter = Behaviors.stateful(CounterMessage.class, 0, SupervisionTests::count)
                .onCrash(crash -> crash.cause() instanceof ArithmeticException ? Directive.RESET : Directive.ESCALATE);
        ActorRef<CounterMessage> ref = system.spawn("counter", counter);

        ref.tell(new Add(Integer.MAX_VALUE));
        ref.tell(new Add(1));

        assertThat(ref.call(new Total())).isZero();
    }

    @Test
    void aBackoffResetsAfterAWaitAndGivesUpInTheEnd() {
        SupervisionPolicy patient = Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(10))
                .atMost(5, Duration.ofMinutes(1));
        Behavior<CounterMessage> counter = Behaviors.stateful(CounterMessage.class, 0, SupervisionTests::count)
                .onCrash(patient);
        ActorRef<CounterMessage> ref = system.spawn("counter", counter);

        ref.tell(new Add(Integer.MAX_VALUE));
        ref.tell(new Add(1));

        await().untilAsserted(() -> assertThat(ref.call(new Total())).isZero());
    }
}

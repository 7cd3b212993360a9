package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.system.ActorSystems;
import org.junit.jupiter.api.Test;

class FunctionalStyleTests {

    record Add(int amount) implements Request<Integer> {}

    @Test
    void anActorIsAFunctionFromStateAndMessageToTheNextState() {
        assertThat(total()).isEqualTo(3);
    }

    @Test
    void sums() {
        try (ActorSystem system = ActorSystems.start("test")) {
            ActorRef<Add> counter = system.spawn("counter", summing());

            counter.tell(new Add(1));
            assertThat(counter.call(new Add(2))).isEqualTo(3);
        }
    }

    private static Behavior<Add> summing() {
        return Behaviors.stateful(Add.class, 0, (total, message, ctx) -> {
            int next = total + message.amount();
            ctx.replyTo(message).reply(next);
            return next;
        });
    }

    int total() {
        try (ActorSystem system = ActorSystems.start("plain")) {
            ActorRef<Add> counter = system.spawn("counter", Behaviors.stateful(Add.class, 0, (total, message, ctx) -> {
                int next = total + message.amount();
                ctx.replyTo(message).reply(next);
                return next;
            }));

            counter.tell(new Add(1));
            return counter.call(new Add(2)); // 3
        }
    }
}

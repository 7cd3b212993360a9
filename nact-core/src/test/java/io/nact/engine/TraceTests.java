package io.nact.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.SystemOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders pay for a trace only while there is one. */
class TraceTests {

    private final LocalSystem system = new LocalSystem("traced", SystemOptions.defaults());

    private ActorRef<String> actor = ActorRef.nobody();

    @BeforeEach
    void trace() {
        system.start();
        actor = system.spawn("actor", Behaviors.stateless((message, context) -> {}));
        system.inspect().controls().trace(actor.path(), 2);
        await().until(() -> system.onlookersIfAny() != null);
    }

    @AfterEach
    void stop() {
        system.stop().join();
    }

    @Test
    void itEndsWithTheLastMessage() {
        actor.tell("first");
        actor.tell("last");

        awaitNobody();
    }

    @Test
    void itEndsWithItsActor() {
        system.stop(actor).join();

        awaitNobody();
    }

    @Test
    void itIsEndedByHand() {
        system.inspect().controls().trace(actor.path(), 0);

        awaitNobody();
    }

    private void awaitNobody() {
        await().untilAsserted(() -> assertThat(system.onlookersIfAny()).isNull());
    }
}

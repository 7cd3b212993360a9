package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.inspect.Flow;
import io.nact.inspect.Flow.Edge;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who sends to whom, counted while somebody looks. */
class FlowTests {

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Probe<Object> probe = new Probe<>();

    private Flow flow() {
        return system.actors().inspect().flow();
    }

    @Test
    void messagesAreCountedByTheTypesOfSenderAndReceiver() {
        ActorRef<Script<?>> front = system.spawn("front", Script.syncActor());
        ActorRef<Object> back = system.spawn("back", probe.behavior());
        Script.settle(front);
        back.tell("before anybody looked");
        assertThat(flow().edges()).isEmpty();

        Script.in(front, context -> IntStream.range(0, 7).forEach(back::tell));
        back.tell("from outside");
        clock.advance(Duration.ofSeconds(2));

        Flow seen = flow();
        assertThat(seen.watched()).isEqualTo(Duration.ofSeconds(2));
        assertThat(seen.edges())
                .extracting(Edge::from, Edge::to, Edge::messages, Edge::rate)
                .containsExactlyInAnyOrder(
                        tuple("front", "back", 7L, 3.5), tuple(null, "front", 1L, 0.5), tuple(null, "back", 1L, 0.5));
        assertThat(seen.edges().get(0).from()).isEqualTo("front");
    }

    @Test
    void ratesAreThoseOfTheLastSecondOrMore() {
        ActorRef<Object> back = system.spawn("back", probe.behavior());
        flow();
        IntStream.range(0, 10).forEach(back::tell);
        clock.advance(Duration.ofSeconds(1));
        assertThat(flow().edges()).extracting(Edge::rate).containsExactly(10.0);

        clock.advance(Duration.ofMillis(500));
        back.tell("one more");
        assertThat(flow().edges()).extracting(Edge::rate).containsExactly(10.0);
        clock.advance(Duration.ofMillis(500));

        assertThat(flow().edges()).extracting(Edge::rate, Edge::messages).containsExactly(tuple(1.0, 11L));
    }

    @Test
    void askingAnActorThatTurnsOutToBeIdleIsCountedToo() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Script.settle(actor);
        await().until(() -> system.actors().depth(actor) == 0);
        flow();

        for (int i = 0; i < 50; i++) {
            actor.call(Script.reply(context -> "done"));
        }

        assertThat(flow().edges()).extracting(Edge::messages).containsExactly(50L);
    }

    @Test
    void theCountEndsWhenNobodyLooksAnyMore() {
        ActorRef<Object> back = system.spawn("back", probe.behavior());
        flow();
        back.tell("counted");
        clock.advance(Duration.ofSeconds(9));
        assertThat(flow().edges()).hasSize(1);
        clock.advance(Duration.ofSeconds(9));
        assertThat(flow().watched()).isEqualTo(Duration.ofSeconds(18));

        clock.advance(Duration.ofSeconds(10));

        assertThat(clock.pending()).isZero();
        back.tell("not counted");
        assertThat(flow()).isEqualTo(new Flow(Duration.ZERO, List.of()));
    }
}

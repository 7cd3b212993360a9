package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimersTests {

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("timers");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    sealed interface BasketMessage {}

    record Add(String article) implements BasketMessage {}

    record Abandoned() implements BasketMessage {}

    record Count() implements BasketMessage, Request<Integer> {}

    @Test
    void aTimerSendsAMessageLater() {
        Behavior<BasketMessage> basket = Behaviors.stateful(BasketMessage.class, 0, (articles, message, ctx) -> {
            if (message instanceof Add) {
                ctx.timers().startSingle("abandoned", new Abandoned(), Duration.ofMillis(50));
                return articles + 1;
            } else if (message instanceof Abandoned) {
                return 0;
            }
            ctx.replyTo((Count) message).reply(articles);
            return articles;
        });
        ActorRef<BasketMessage> ref = system.spawn("basket", basket);

        ref.tell(new Add("chair"));
        ref.tell(new Add("table"));

        await().untilAsserted(() -> assertThat(ref.call(new Count())).isZero());
    }

    sealed interface PollMessage {}

    record Poll() implements PollMessage {}

    record Pause() implements PollMessage, Request<Boolean> {}

    @Test
    void orAgainAndAgain() {
        List<Object> polls = new CopyOnWriteArrayList<>();

        Behavior<PollMessage> poller = Behaviors.setup(PollMessage.class, ctx -> {
            ctx.timers().startFixedDelay("poll", new Poll(), Duration.ofMillis(5));
            return Behaviors.stateful(0, (count, message, context) -> {
                if (message instanceof Pause pause) {
                    context.replyTo(pause).reply(context.timers().cancel("poll"));
                    return count;
                }
                polls.add(message);
                return count + 1;
            });
        });
        ActorRef<PollMessage> ref = system.spawn("poller", poller);

        await().until(() -> polls.size() > 2);
        assertThat(ref.call(new Pause())).isTrue();
        int before = polls.size();
        assertThat(ref.call(new Pause())).isFalse();
        assertThat(polls).hasSize(before);
    }

    sealed interface SessionMessage {}

    record Click() implements SessionMessage {}

    record Quiet() implements SessionMessage {}

    @Test
    void orWhenNothingElseCame() {
        Behavior<SessionMessage> session = Behaviors.setup(SessionMessage.class, ctx -> {
            ctx.timers().receiveTimeout(Duration.ofMillis(50), new Quiet());
            return Behaviors.receive(
                    (message, context) -> message instanceof Quiet ? Behaviors.stopped() : Behaviors.same());
        });
        ActorRef<SessionMessage> ref = system.spawn("session", session);

        ref.tell(new Click());

        await().until(() -> system.find(ref.path()).isEmpty());
    }
}

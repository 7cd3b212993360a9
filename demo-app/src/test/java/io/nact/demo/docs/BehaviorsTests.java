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
import io.nact.UnhandledMessageException;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BehaviorsTests {

    record Visit(String name) implements Request<Integer> {}

    record Greet(String name) {}

    record GetRate(String currency) implements Request<Double> {}

    record Convert(double amount, String currency) implements Request<Double> {}

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("behaviors");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    @Test
    void theNextStateIsWhatTheFunctionReturns() {
        Behavior<Visit> counting = Behaviors.stateful(Visit.class, 0, (count, message, ctx) -> {
            ctx.replyTo(message).reply(count + 1);
            return count + 1;
        });
        ActorRef<Visit> door = system.spawn("door", counting);

        assertThat(door.call(new Visit("Erlich"))).isEqualTo(1);
        assertThat(door.call(new Visit("Dinesh"))).isEqualTo(2);
    }

    @Test
    void aStateThatChangesIsMadeAnewForEachLife() {
        Behavior<Visit> remembering =
                Behaviors.statefulFrom(Visit.class, ctx -> new HashMap<String, Integer>(), (seen, message, ctx) -> {
                    ctx.replyTo(message).reply(seen.merge(message.name(), 1, Integer::sum));
                    return seen;
                });
        ActorRef<Visit> door = system.spawn("door", remembering);

        door.call(new Visit("Erlich"));
        assertThat(door.call(new Visit("Erlich"))).isEqualTo(2);
        assertThat(system.spawn("back-door", remembering).call(new Visit("Erlich")))
                .isEqualTo(1);
    }

    @Test
    void withoutStateSeveralMessagesAreHandledAtOnce() throws Exception {
        Behavior<Greet> greeting =
                Behaviors.stateless(Greet.class, (message, ctx) -> ctx.log().info("Hello {}", message.name()));
        system.spawn("greeter", greeting).tell(new Greet("Gavin"));

        CyclicBarrier together = new CyclicBarrier(2);
        CountDownLatch met = new CountDownLatch(2);
        ActorRef<Greet> meeting = system.spawn("meeting", Behaviors.stateless(Greet.class, (message, ctx) -> {
            together.await();
            met.countDown();
        }));
        meeting.tell(new Greet("Erlich"));
        meeting.tell(new Greet("Dinesh"));

        assertThat(met.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStageIsWaitedFor() {
        ActorRef<GetRate> rates = system.spawn(
                "rates",
                Behaviors.stateless(
                        GetRate.class, (message, ctx) -> ctx.replyTo(message).reply(2.0)));

        Behavior<Convert> converting = Behaviors.statefulAsync(Convert.class, 0, (converted, message, ctx) -> {
            var reply = ctx.replyTo(message);
            return rates.ask(new GetRate(message.currency())).thenApply(rate -> {
                reply.reply(message.amount() * rate);
                return converted + 1;
            });
        });

        assertThat(system.spawn("converter", converting).call(new Convert(3, "EUR")))
                .isEqualTo(6);
    }

    sealed interface TurnstileMessage {}

    record Coin() implements TurnstileMessage {}

    record Push() implements TurnstileMessage, Request<String> {}

    record OutOfOrder() implements TurnstileMessage {}

    static Behavior<TurnstileMessage> locked() {
        return Behaviors.receive(TurnstileMessage.class, (message, ctx) -> {
            if (message instanceof Coin) {
                return unlocked();
            }
            return message instanceof OutOfOrder ? Behaviors.stopped() : Behaviors.unhandled();
        });
    }

    static Behavior<TurnstileMessage> unlocked() {
        return Behaviors.receive(TurnstileMessage.class, (message, ctx) -> {
            if (message instanceof Push push) {
                ctx.replyTo(push).reply("welcome");
                return locked();
            }
            return Behaviors.same();
        });
    }

    @Test
    void aHandlerMayAnswerTheNextBehaviour() {
        ActorRef<TurnstileMessage> turnstile = system.spawn("turnstile", locked());

        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> turnstile.call(new Push()));
        turnstile.tell(new Coin());
        turnstile.tell(new Coin());
        assertThat(turnstile.call(new Push())).isEqualTo("welcome");
        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> turnstile.call(new Push()));
        turnstile.tell(new OutOfOrder());
        assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> turnstile.call(new Push()));
    }

    sealed interface ClockMessage {}

    record Tick() implements ClockMessage {}

    record Elapsed() implements ClockMessage, Request<Integer> {}

    @Test
    void setupRunsInTheFirstTurn() {
        Behavior<ClockMessage> clock = Behaviors.setup(ClockMessage.class, ctx -> {
            ctx.timers().startFixedRate("tick", new Tick(), Duration.ofMillis(10));
            return Behaviors.stateful(0, (ticks, message, context) -> {
                if (message instanceof Elapsed elapsed) {
                    context.replyTo(elapsed).reply(ticks);
                    return ticks;
                }
                return ticks + 1;
            });
        });
        ActorRef<ClockMessage> ref = system.spawn("clock", clock);

        await().untilAsserted(() -> assertThat(ref.call(new Elapsed())).isGreaterThan(2));
    }

    @Test
    void theRestIsSaidByWithers() {
        Behavior<Visit> counting = Behaviors.stateful(Visit.class, 0, (count, message, ctx) -> {
            ctx.replyTo(message).reply(count + 1);
            return count + 1;
        });

        Behavior<Visit> guarded = counting.mailbox(Mailboxes.bounded(1_000))
                .onCrash(crash -> Directive.RESUME)
                .shutdownAfter(Duration.ofMinutes(10));
        ActorRef<Visit> door = system.spawn("door", guarded);

        assertThat(door.call(new Visit("Erlich"))).isEqualTo(1);
    }
}

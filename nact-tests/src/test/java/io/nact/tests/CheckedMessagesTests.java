package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message that an actor's check finds fault with is the sender's failure, and none of the actor's business. */
class CheckedMessagesTests {

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    private final AtomicInteger checks = new AtomicInteger();

    record Amount(int value) implements Request<Integer> {}

    record Other() {}

    private Behavior<Amount> behavior() {
        return Behaviors.<Amount>stateless(Amount.class, (amount, context) -> {
                    probe.saw(amount);
                    context.replyTo(amount).reply(amount.value());
                })
                .concurrency(1)
                .checked(this::check);
    }

    private void check(Amount amount) {
        checks.incrementAndGet();
        if (amount.value() < 0) {
            throw new IllegalArgumentException("below zero");
        }
    }

    @Test
    void tellTryTellAndOfferThrowWhatTheCheckSays() {
        ActorRef<Amount> actor = system.spawn("actor", behavior());

        assertThatThrownBy(() -> actor.tell(new Amount(-1))).hasMessage("below zero");
        assertThatThrownBy(() -> actor.tryTell(new Amount(-1))).hasMessage("below zero");
        assertThatThrownBy(() -> actor.offer(new Amount(-1))).hasMessage("below zero");
        assertThatThrownBy(() -> actor.afterCommit().tell(new Amount(-1))).hasMessage("below zero");

        assertReply(actor.ask(new Amount(1))).isEqualTo(1);
        probe.expect(new Amount(1));
        for (Reason reason : Reason.values()) {
            assertThat(system.deadLetters(reason)).isZero();
        }
    }

    @Test
    void anAskFailsWithWhatTheCheckSaysAndACallThrowsIt() {
        ActorRef<Amount> actor = system.spawn("actor", behavior());

        assertFailure(actor.ask(new Amount(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("below zero");
        assertThatThrownBy(() -> actor.call(new Amount(-1))).hasMessage("below zero");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aMessageIsCheckedOnce() {
        ActorRef<Amount> actor = system.spawn("actor", behavior());

        assertReply(actor.ask(new Amount(1))).isEqualTo(1);

        assertThat(checks).hasValue(1);
    }

    @Test
    void anEntityIsNotEvenSpawned() {
        Entities<Amount> entities = EntityKinds.register(system.actors(), "kind", behavior(), Duration.ofMinutes(1));

        assertFailure(entities.get("a").ask(new Amount(-1))).hasMessage("below zero");

        assertThat(system.actors().find(system.path("kind", "a"))).isEmpty();
        assertReply(entities.get("a").ask(new Amount(1))).isEqualTo(1);
        assertFailure(entities.get("a").ask(new Amount(-1))).hasMessage("below zero");
    }

    @Test
    void whoForwardsAFaultyMessageLearnsOfIt() {
        ActorRef<Amount> last = system.spawn("last", behavior());
        ActorRef<Amount> first = system.spawn(
                "first", Behaviors.stateless(Amount.class, (amount, context) -> context.forward(last, new Amount(-1))));

        assertFailure(first.ask(new Amount(1))).hasMessage("below zero");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void whatAnAdaptedReferenceMakesOfAMessageIsChecked() {
        AtomicInteger made = new AtomicInteger();
        ActorRef<String> adapted = system.spawn("actor", behavior()).adapt(text -> {
            made.incrementAndGet();
            return new Amount(Integer.parseInt(text));
        });

        assertThatThrownBy(() -> adapted.tell("-1")).hasMessage("below zero");
        adapted.tell("1");

        probe.expect(new Amount(1));
        assertThat(made).hasValue(2);
    }

    @Test
    void aMessageOutsideTheProtocolIsNotChecked() {
        ActorRef<Amount> actor = system.spawn("actor", behavior());

        assertThatThrownBy(() -> raw(actor).tell(new Other())).isInstanceOf(UnhandledMessageException.class);

        assertThat(checks).hasValue(0);
    }

    @Test
    void whatAnActorAlsoTakesReachesIt() {
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.<Object>stateless((message, context) -> probe.saw(message))
                        .protocol(asObject(Amount.class))
                        .alsoTakes(Set.of(Other.class)));

        actor.tell(new Other());

        probe.expect(new Other());
        assertThatThrownBy(() -> actor.tell("text")).isInstanceOf(UnhandledMessageException.class);
    }

    @SuppressWarnings("unchecked") // to send what the compiler would not let through
    private static ActorRef<Object> raw(ActorRef<?> actor) {
        return (ActorRef<Object>) actor;
    }

    @SuppressWarnings("unchecked") // to let through less than the behaviour could take
    private static Class<Object> asObject(Class<?> type) {
        return (Class<Object>) type;
    }
}

package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.MailboxFullException;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.entity.EntityKinds;
import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter;
import io.nact.inspect.ActorStatus;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many entities live at once. */
class MaxActiveTests {

    private static final Duration LONG = Duration.ofHours(1);

    private final ActorSystem system = ActorSystems.start("limited", SystemOptions.defaults());

    private final List<String> passivated = new CopyOnWriteArrayList<>();

    MaxActiveTests() {
        system.events()
                .subscribe(
                        ActorEvent.Passivated.class,
                        event -> passivated.add(event.actor().name()));
    }

    @AfterEach
    void stop() {
        system.close();
    }

    private record Ping(CompletableFuture<?> until) implements Request<String> {

        static Ping now() {
            return new Ping(CompletableFuture.completedFuture(null));
        }
    }

    private static Behavior<Ping> entity() {
        return Behaviors.statefulAsync(Ping.class, 0, (count, ping, context) -> {
            var reply = context.replyTo(ping);
            return ping.until().thenApply(done -> {
                reply.reply(context.name());
                return count + 1;
            });
        });
    }

    private void await(Runnable assertion) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(assertion::run);
    }

    @Test
    void theLeastRecentlyUsedOneMakesRoom() {
        Entities<Ping> kind = EntityKinds.register(system, "kind", entity(), LONG, 3);
        for (String id : List.of("a", "b", "c")) {
            kind.get(id).call(Ping.now());
        }
        // An answer is there a moment before whoever gave it rests.
        for (String id : List.of("a", "b", "c")) {
            await(() -> assertThat(system.inspect().actor(kind.get(id).path()))
                    .hasValueSatisfying(
                            found -> assertThat(found.actor().status()).isEqualTo(ActorStatus.IDLE)));
        }
        // All have been used since anybody looked: this round begins a new one.
        kind.get("d").call(Ping.now());
        await(() -> assertThat(passivated).containsExactly("a"));

        kind.get("b").call(Ping.now());
        kind.get("e").call(Ping.now());

        await(() -> assertThat(passivated).containsExactly("a", "c"));
    }

    @Test
    void anEntityThatMadeRoomComesBackWithItsNextMessage() {
        Entities<Ping> kind = EntityKinds.register(system, "kind", entity(), LONG, 1);
        for (int i = 0; i < 100; i++) {
            await(() -> assertThat(kind.get("a").ask(Ping.now())).succeedsWithin(LONG));
            await(() -> assertThat(kind.get("b").ask(Ping.now())).succeedsWithin(LONG));
        }
    }

    @Test
    void aMessageIsRefusedWhenNoneIsIdle() {
        Entities<Ping> kind = EntityKinds.register(system, "kind", entity(), LONG, 2);
        CompletableFuture<Void> later = new CompletableFuture<>();
        CompletableFuture<String> a = kind.get("a").ask(new Ping(later));
        CompletableFuture<String> b = kind.get("b").ask(new Ping(later));

        assertThat(kind.get("c").ask(Ping.now()))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(MailboxFullException.class)
                .withMessageContaining("as many live children as it may (2)");
        kind.get("c").tell(Ping.now());
        assertThat(kind.get("c").tryTell(Ping.now())).isFalse();
        assertThat(system.deadLetters(DeadLetter.Reason.FULL)).isEqualTo(2);

        later.complete(null);
        assertThat(a).succeedsWithin(Duration.ofSeconds(10));
        assertThat(b).succeedsWithin(Duration.ofSeconds(10));
        await(() -> assertThat(kind.get("c").ask(Ping.now())).succeedsWithin(Duration.ofSeconds(1)));
    }

    @Test
    void aFloodOfIdsKeepsTheLimitAndLosesNothingSilently() {
        int limit = 100;
        int ids = 200_000;
        AtomicInteger handled = new AtomicInteger();
        Entities<Object> kind = EntityKinds.register(
                system,
                "kind",
                Behaviors.stateful(Object.class, 0, (count, message, context) -> {
                    handled.incrementAndGet();
                    return count + 1;
                }),
                LONG,
                limit);
        int most = 0;
        for (int i = 0; i < ids; i++) {
            ActorRef<Object> entity = kind.get("id-" + i);
            entity.tell("hello");
            if (i % 1_000 == 0) {
                most = Math.max(most, live());
            }
        }
        await(() -> assertThat(handled.get() + system.deadLetters(DeadLetter.Reason.FULL))
                .isEqualTo(ids));
        assertThat(handled.get()).isGreaterThan(limit);
        assertThat(most).isLessThanOrEqualTo(limit + 64 + 1);
    }

    private int live() {
        return Math.toIntExact(system.findAll(Object.class).size());
    }

    @Test
    void atLeastOneMustBeAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntityKinds.register(system, "kind", entity(), LONG, 0))
                .withMessageContaining("0");
    }

    /** It was on its way out when its next message came, so that it stays: then another one has to go for the next. */
    @Test
    void whoIsNeededWhileItMakesRoomKeepsNobodyElseOut() {
        Gate leaving = new Gate();
        Entities<Ping> kind =
                EntityKinds.register(system, "kind", entity().afterStop(context -> leaving.pass()), LONG, 2);
        kind.get("a").call(Ping.now());
        kind.get("b").call(Ping.now());
        await(() -> assertThat(kind.get("c").tryTell(Ping.now())).isTrue());
        leaving.awaitReached();
        List<CompletableFuture<String>> comeBack =
                List.of(kind.get("a").ask(Ping.now()), kind.get("b").ask(Ping.now()));
        leaving.open();
        comeBack.forEach(Waiting::reply);

        for (String id : List.of("d", "e", "f")) {
            await(() -> assertThat(kind.get(id).tryTell(Ping.now())).isTrue());
        }
    }
}

package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorNameTakenException;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.StatefulBehavior;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One actor per id, there when it is written to and gone when it is idle. */
class EntityTests {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Probe<Object> probe = new Probe<>();

    private StatefulBehavior<Integer, Script<?>> reporting() {
        return Script.actor()
                .afterStop((turns, context) -> probe.saw(context.name() + " ended after " + turns + " turns"));
    }

    private Entities<Script<?>> accounts(Behavior<Script<?>> behavior) {
        return EntityKinds.register(system.actors(), "accounts", behavior, TEN_SECONDS);
    }

    private void passUntilPassivated() {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            if (probe.soFar().isEmpty()) {
                clock.advance(Duration.ofSeconds(1));
            }
            return !probe.soFar().isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("io.nact.tests.NamesTests#anyString")
    void anyStringIsAnId(String id) {
        Entities<Script<?>> accounts = accounts(Script.actor());

        assertReply(accounts.get(id).ask(Script.reply(context -> context.name())))
                .isEqualTo(id);
        assertThat(accounts.get(id).name()).isEqualTo(id);
        assertThat(accounts.get(id).path()).isEqualTo(system.path("accounts", id));
    }

    @Test
    void aReferenceCostsNoActor() {
        Entities<Script<?>> accounts = accounts(Script.actor());
        long before = system.live();

        for (int i = 0; i < 1_000; i++) {
            accounts.get("account-" + i);
        }

        assertThat(system.live()).isEqualTo(before);
        assertThat(accounts.name()).isEqualTo("accounts");
    }

    @Test
    void theFirstMessageMakesTheEntityAndTheNextFindsIt() {
        Entities<Script<?>> accounts = accounts(reporting());
        ActorRef<Script<?>> account = accounts.get("42");

        account.tell(Script.run(context -> probe.saw("told")));
        assertReply(account.ask(Script.reply(context -> "asked"))).isEqualTo("asked");
        String called = account.call(Script.reply(context -> "called"));
        assertThat(called).isEqualTo("called");
        assertThat(accounts.get("42").tryTell(Script.run(context -> probe.saw("tried"))))
                .isTrue();

        probe.expect("told", "tried");
        assertThat(system.type("accounts").live()).isOne();
        system.stopAndWait(account);
        probe.expect("42 ended after 4 turns");
    }

    @Test
    void eachIdHasAStateOfItsOwn() {
        Entities<String> words = EntityKinds.register(
                system.actors(),
                "words",
                Behaviors.stateful(String.class, "", (state, message, context) -> {
                    probe.saw(context.name() + ":" + state + message);
                    return state + message;
                }),
                TEN_SECONDS);

        words.get("a").tell("x");
        probe.expect("a:x");
        words.get("b").tell("y");
        probe.expect("b:y");
        words.get("a").tell("z");
        probe.expect("a:xz");
    }

    @Test
    void manyThreadsThatRaceForOneIdMakeOneEntity() {
        AtomicInteger starts = new AtomicInteger();
        Entities<Object> kind = EntityKinds.register(
                system.actors(),
                "kind",
                Behaviors.<Integer, Object>statefulFrom(
                        context -> starts.incrementAndGet(), (state, message, context) -> {
                            probe.saw(message);
                            return state;
                        }),
                TEN_SECONDS);
        int threads = 64;
        for (int round = 0; round < 20; round++) {
            String id = "id-" + round;
            CyclicBarrier together = new CyclicBarrier(threads);
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                senders.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                together.await();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                            kind.get(id).tell("hello");
                        },
                        task -> new Thread(task).start()));
            }
            senders.forEach(Waiting::reply);
            assertThat(probe.next(threads)).containsOnly("hello");
            assertThat(starts).hasValue(round + 1);
        }
        assertThat(system.type("kind").live()).isEqualTo(20);
    }

    @Test
    void anIdleEntityIsPassivatedAndTheNextMessageMakesItAnew() {
        ActorRef<Script<?>> account = accounts(reporting()).get("42");
        account.tell(Script.run(context -> {}));
        account.tell(Script.run(context -> {}));

        passUntilPassivated();

        probe.expect("42 ended after 2 turns");
        await().until(() -> system.type("accounts").live() == 0);
        assertReply(account.ask(Script.reply(context -> "back again"))).isEqualTo("back again");
        system.stopAndWait(account);
        probe.expect("42 ended after 1 turns");
    }

    @Test
    void aMessageRenewsTheTime() {
        ActorRef<Script<?>> account = accounts(reporting()).get("42");

        for (int i = 0; i < 10; i++) {
            assertReply(account.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
            clock.advance(Duration.ofSeconds(9));
        }

        assertThat(probe.soFar()).isEmpty();
    }

    /** nact: a message to an actor that has just stopped is lost. */
    @Test
    void whatComesWhileItIsPassivatedIsHandledByTheNextInOrder() {
        Gate gate = new Gate();
        AtomicInteger lives = new AtomicInteger();
        Entities<Object> kind = EntityKinds.register(
                system.actors(),
                "kind",
                Behaviors.<Integer, Object>statefulFrom(
                                context -> lives.incrementAndGet(), (life, message, context) -> {
                                    probe.saw(message + " in life " + life);
                                    return life;
                                })
                        .afterStop((life, context) -> {
                            if (life == 1) {
                                probe.saw(context.undelivered());
                                gate.pass();
                            }
                        }),
                TEN_SECONDS);
        ActorRef<Object> entity = kind.get("42");
        entity.tell("first");
        probe.expect("first in life 1");
        passUntilPassivated();
        probe.expect(List.of());
        gate.awaitReached();

        CompletableFuture<Integer> ask = entity.<Integer>ask(replyTo -> "asked");
        for (int i = 0; i < 20; i++) {
            entity.tell(i);
        }
        gate.open();

        probe.expect("asked in life 2");
        for (int i = 0; i < 20; i++) {
            probe.expect(i + " in life 2");
        }
        ask.cancel(true);
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
        assertThat(system.type("kind").live()).isOne();
    }

    @Test
    void aCrashEndsTheEntityAndTheNextMessageMakesItAnew() {
        ActorRef<Script<?>> account = accounts(reporting()).get("42");

        assertFailure(account.ask(Script.run(context -> {
                    throw new IllegalStateException("on purpose");
                })))
                .isInstanceOf(IllegalStateException.class);
        probe.expect("42 ended after 0 turns");
        system.stopAndWait(account);

        assertReply(account.ask(Script.reply(context -> "back again"))).isEqualTo("back again");
    }

    @Test
    void aFullMailboxIsTheSendersErrorAsEver() {
        Gate gate = new Gate();
        ActorRef<Script<?>> account =
                accounts(Script.actor().mailbox(Mailboxes.bounded(1))).get("42");
        account.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        assertThat(account.tryTell(Script.run(context -> {}))).isTrue();
        assertThat(account.tryTell(Script.run(context -> {}))).isFalse();

        gate.open();
    }

    @Test
    void aKindHasANameLikeAnyActor() {
        accounts(Script.actor());

        assertThatExceptionOfType(ActorNameTakenException.class).isThrownBy(() -> accounts(Script.actor()));
    }

    @Test
    void theEntitiesEndWithTheirSystem() {
        Entities<Script<?>> accounts = accounts(reporting());
        for (int i = 0; i < 3; i++) {
            assertReply(accounts.get("account-" + i).ask(Script.reply(context -> "alive")))
                    .isEqualTo("alive");
        }

        system.actors().close();

        probe.expectInAnyOrder(
                "account-0 ended after 1 turns", "account-1 ended after 1 turns", "account-2 ended after 1 turns");
        assertFailure(accounts.get("account-0").ask(Script.reply(context -> 1)))
                .isInstanceOf(ActorStoppedException.class);
        assertFailure(accounts.get("another").ask(Script.reply(context -> 1)))
                .isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void aChildThatIsMadeOnDemandIsNotOnlyForEntities() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior().childrenOnDemand(name -> probe.behavior()));

        system.child(parent, "x1").tell("hello");

        probe.expect("hello");
        assertThat(system.type("parent/*").live()).isOne();
    }

    @Test
    void oneThatEscalatesHarmsNoOther() {
        Entities<Script<?>> accounts = accounts(Script.actor().onCrash(SupervisionPolicy.always(Directive.ESCALATE)));
        accounts.get("good").tell(Script.run(context -> {}));

        accounts.get("bad").tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));

        await().until(() -> system.live() == 1);
        assertReply(accounts.get("good").ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertReply(accounts.get("bad").ask(Script.reply(context -> "alive again")))
                .isEqualTo("alive again");
    }

    @Test
    void oneThatCannotStartAnswersWithTheCauseAndIsGone() {
        AtomicInteger starts = new AtomicInteger();
        Entities<Script<?>> accounts = accounts(Behaviors.<Integer, Script<?>>statefulFrom(
                        context -> {
                            starts.incrementAndGet();
                            throw new IllegalArgumentException("no account " + context.name());
                        },
                        (state, message, context) -> state)
                .onCrash(SupervisionPolicy.always(Directive.RESET)));
        long before = system.live();

        assertFailure(accounts.get("x").ask(Script.reply(context -> 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no account x");
        await().until(() -> system.live() == before);
        assertThat(starts).hasValue(1);

        assertFailure(accounts.get("x").ask(Script.reply(context -> 1))).hasMessage("no account x");
        assertThat(starts).hasValue(2);
    }
}

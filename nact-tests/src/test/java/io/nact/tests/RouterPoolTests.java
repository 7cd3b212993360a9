package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.testkit.ManualTime;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.path.ActorPath;
import io.nact.router.Routers;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A router with workers of its own. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class RouterPoolTests {

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    RouterPoolTests(Engines engine) {
        system = TestSystem.on(engine).with(clock);
    }

    private ActorRef<Script<?>> pool(int size, Behavior<Script<?>> worker) {
        return system.spawn("workers", Routers.pool(size, worker));
    }

    private static Script<ActorPath> where() {
        return Script.reply(context -> context.path());
    }

    @Test
    void theWorkersAreItsChildrenAndTakeTurns() {
        ActorRef<Script<?>> pool = pool(3, Script.actor());

        for (String name : new String[] {"1", "2", "3", "1"}) {
            assertReply(pool.ask(where())).isEqualTo(pool.path().child(name));
        }
        assertThat(system.type("workers/*").live()).isEqualTo(3);
    }

    @Test
    void allWorkersAreThereBeforeTheFirstMessage() {
        pool(
                3,
                Behaviors.statefulFrom(
                        context -> {
                            probe.saw(context.name());
                            return 0;
                        },
                        (state, message, context) -> state));

        probe.expectInAnyOrder("1", "2", "3");
    }

    @Test
    void itStopsAfterItsWorkers() {
        ActorRef<Script<?>> pool = system.spawn(
                "workers",
                Routers.pool(2, Script.actor().afterStop((count, context) -> probe.saw("worker")))
                        .afterStop(context -> probe.saw("pool")));
        assertReply(pool.ask(where())).isEqualTo(pool.path().child("1"));

        system.stopAndWait(pool);

        probe.expect("worker", "worker", "pool");
        assertFailure(pool.ask(where())).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void itCanBeWatched() {
        ActorRef<Script<?>> pool = pool(2, Script.actor());
        ActorRef<Script<?>> watcher = system.spawn("watcher", Script.actor());
        assertReply(watcher.ask(Script.reply(context -> {
                    context.watchWith(pool, Script.run(inner -> probe.saw("the pool has ended")));
                    return "watching";
                })))
                .isEqualTo("watching");

        system.stop(pool);

        probe.expect("the pool has ended");
    }

    @Test
    void anAskerGetsTheWorkersAnswerAlsoALateOne() {
        ActorRef<Script<?>> pool = pool(2, Script.actor());
        CompletableFuture<String> stage = new CompletableFuture<>();

        CompletableFuture<String> later = pool.ask(Script.async((request, context) -> {
            var reply = context.replyTo(request);
            return stage.thenAccept(reply::reply);
        }));
        stage.complete("at last");

        assertReply(later).isEqualTo("at last");
    }

    @Test
    void aMessageMayCarryTheReferenceForItsReply() {
        ActorRef<ActorRef<String>> pool =
                system.spawn("workers", Routers.pool(2, Behaviors.stateful(0, (count, replyTo, context) -> {
                    replyTo.tell(context.name());
                    return count + 1;
                })));

        assertReply(pool.<String>ask(replyTo -> replyTo)).isEqualTo("1");
        assertReply(pool.<String>ask(replyTo -> replyTo)).isEqualTo("2");
    }

    @Test
    void theAskersDeadlineHoldsAtTheWorker() {
        ActorRef<Script<?>> pool = pool(1, Script.actor());
        Gate gate = new Gate();
        pool.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        CompletableFuture<Object> ask =
                pool.ask(Script.run(context -> probe.saw("must not be handled")), Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(2));
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        gate.open();
        pool.tell(Script.run(context -> probe.saw("next")));

        probe.expect("next");
        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
    }

    @Test
    void aSlowWorkerKeepsOnlyItsOwnMessagesWaiting() {
        ActorRef<Script<?>> pool = pool(2, Script.actor());
        Gate gate = new Gate();
        pool.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        pool.tell(Script.run(context -> probe.saw("at once")));
        pool.tell(Script.run(context -> probe.saw("behind the slow one")));
        pool.tell(Script.run(context -> probe.saw("at once too")));

        probe.expect("at once", "at once too");
        assertThat(probe.soFar()).isEmpty();
        gate.open();
        probe.expect("behind the slow one");
    }

    @Test
    void aWorkerGetsItsMessagesInTheOrderInWhichTheyWereSent() {
        ActorRef<Script<?>> pool = pool(1, Script.actor());

        for (int i = 0; i < 100; i++) {
            int number = i;
            pool.tell(Script.run(context -> probe.saw(number)));
        }

        for (int i = 0; i < 100; i++) {
            probe.expect(i);
        }
    }

    @Test
    void aFullWorkerTellsTheAskerAtOnce() {
        ActorRef<Script<?>> pool = pool(1, Script.actor().mailbox(Mailboxes.bounded(1)));
        Gate gate = new Gate();
        pool.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        pool.tell(Script.run(context -> probe.saw("waits")));

        assertFailure(pool.ask(where())).isInstanceOf(MailboxFullException.class);

        pool.tell(Script.run(context -> probe.saw("too much")));
        gate.open();
        probe.expect("waits");
    }

    @Test
    void itTakesWhatItsWorkersTake() {
        ActorRef<Script<?>> pool = pool(1, Script.actor());
        @SuppressWarnings({"unchecked", "rawtypes"}) // what the compiler keeps others from
        ActorRef<Object> anything = (ActorRef) pool;

        assertThatExceptionOfType(UnhandledMessageException.class)
                .isThrownBy(() -> anything.tell("a string"))
                .withMessageContaining("workers");
    }

    @Test
    void itHasAtLeastOneWorker() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Routers.pool(0, Script.actor()))
                .withMessage("A pool has at least one worker, not 0");
    }
}

package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import io.nact.path.ActorPath;
import io.nact.router.Routers;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a pool whose workers fail or end. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class RouterPoolSupervisionTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    RouterPoolSupervisionTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private ActorRef<Script<?>> pool(int size, Behavior<Script<?>> worker) {
        return system.spawn("workers", Routers.pool(size, worker));
    }

    private static Script<ActorPath> where() {
        return Script.reply(context -> context.path());
    }

    private static Script<Object> crash() {
        return Script.run(context -> {
            throw new IllegalStateException("on purpose");
        });
    }

    @Test
    void anAskerGetsTheWorkersException() {
        ActorRef<Script<?>> pool = pool(1, Script.actor().exceptionsAreReplies());

        assertFailure(pool.ask(crash()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");

        assertReply(pool.ask(where())).isEqualTo(pool.path().child("1"));
    }

    @Test
    void aWorkerThatHasEndedIsSpawnedAnewByItsNextMessage() {
        ActorRef<Script<?>> pool =
                pool(1, Script.actor().afterStop((count, context) -> probe.saw("ended after " + count)));
        assertReply(pool.ask(where())).isEqualTo(pool.path().child("1"));

        assertFailure(pool.ask(crash())).hasMessage("on purpose");
        probe.expect("ended after 1");
        system.stopAndWait(system.child(pool, "1"));

        assertReply(pool.ask(where())).isEqualTo(pool.path().child("1"));
        system.stopAndWait(pool);
        probe.expect("ended after 1");
    }

    @Test
    void aWorkerThatEscalatesIsResetAndKeepsItsMessages() {
        Gate gate = new Gate();
        ActorRef<Script<?>> pool = pool(
                1,
                Script.syncActor()
                        .onCrash(SupervisionPolicy.always(Directive.ESCALATE))
                        .afterStop((count, context) -> probe.saw("ended after " + count)));
        pool.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        CompletableFuture<Object> crash = pool.ask(crash());
        CompletableFuture<ActorPath> next = pool.ask(where());
        await().until(() -> system.actors().depth(system.child(pool, "1")) == 2);
        gate.open();

        assertFailure(crash).hasMessage("on purpose");
        assertReply(next).isEqualTo(pool.path().child("1"));
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
        system.stopAndWait(pool);
        probe.expect("ended after 1");
    }

    @Test
    void aWorkersCrashIsNoConcernOfTheOthers() {
        for (Directive directive : Directive.values()) {
            if (directive.name().endsWith("_ALL") || directive.name().endsWith("_REST")) {
                continue; // they are about the others
            }
            ActorRef<Script<?>> pool = system.spawn(
                    "workers " + directive,
                    Routers.pool(2, Script.actor().onCrash(SupervisionPolicy.always(directive))));
            Gate gate = new Gate();
            assertReply(pool.ask(where())).isEqualTo(pool.path().child("1"));
            pool.tell(Script.run(context -> gate.pass()));
            gate.awaitReached();

            assertFailure(pool.ask(crash())).hasMessage("on purpose");
            CompletableFuture<Integer> behindTheGate = pool.ask(Script.reply(context -> 2));
            gate.open();

            assertReply(behindTheGate).isEqualTo(2);
        }
    }

    @Test
    void aWorkerThatCannotStartIsTriedAgainByItsNextMessage() {
        for (Directive directive : new Directive[] {Directive.STOP, Directive.ESCALATE}) {
            AtomicInteger failures = new AtomicInteger(3);
            ActorRef<Script<?>> pool = system.spawn(
                    "workers " + directive,
                    Routers.pool(
                            1,
                            Behaviors.<Script<?>>setup(context -> {
                                        if (failures.getAndDecrement() > 0) {
                                            probe.saw("failed");
                                            throw new IllegalStateException("on purpose");
                                        }
                                        return Script.actor();
                                    })
                                    .onCrash(SupervisionPolicy.always(directive))));

            // While it ends, it takes what comes next with it.
            await().untilAsserted(() ->
                    assertReply(pool.ask(where())).isEqualTo(pool.path().child("1")));
            probe.expect("failed", "failed", "failed");
        }
    }
}

package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.mailbox.Mailboxes;
import io.nact.metrics.ActorMetrics;
import io.nact.metrics.ActorMetrics.DispatcherLoad;
import io.nact.metrics.ActorMetrics.Registration;
import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.metrics.Answer;
import io.nact.metrics.Counted;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a system counts about its actors, by type. */
class MetricsTests {

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    @Test
    void anActorAtTheTopIsOfATypeOfItsNameAndAChildOfItsParents() {
        ActorRef<Object> accounts = system.spawn("accounts", probe.behavior());
        ActorRef<Object> one = system.spawn(accounts, "one", probe.behavior());
        system.spawn(accounts, "two", probe.behavior());
        system.spawn(one, "below", probe.behavior());

        assertThat(system.type("accounts").live()).isOne();
        assertThat(system.type("accounts/*").live()).isEqualTo(2);
        assertThat(system.type("accounts/*/*").live()).isOne();
    }

    @Test
    void aBehaviourMayNameItsType() {
        for (int i = 0; i < 3; i++) {
            system.spawn("worker-" + i, probe.behavior().type("worker"));
        }
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        system.spawn(parent, "child", probe.behavior().type("worker"));

        assertThat(system.type("worker").live()).isEqualTo(4);
        assertThat(system.type("worker").type()).isEqualTo("worker");
    }

    @Test
    void aStoppedActorIsNotCountedAnyMore() {
        ActorRef<Object> a = system.spawn("a", probe.behavior().type("t"));
        ActorRef<Object> b = system.spawn("b", probe.behavior().type("t"));
        assertThat(system.type("t").live()).isEqualTo(2);

        system.stopAndWait(a);
        assertThat(system.type("t").live()).isOne();
        system.stopAndWait(b);
        assertThat(system.type("t").live()).isZero();
    }

    @Test
    void theMessagesThatWaitAreCountedExactlyAndTheOneInHandIsNot() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        for (int i = 1; i <= 1_000; i++) {
            actor.tell(Script.run(context -> {}));
            if (i % 100 == 0) {
                assertThat(system.type("actor").waiting()).isEqualTo(i);
            }
        }

        gate.open();
        assertReply(actor.ask(Script.reply(context -> "last"))).isEqualTo("last");
        assertThat(system.type("actor").waiting()).isZero();
    }

    @Test
    void theMessagesThatWaitAreSummedOverTheActorsOfTheType() {
        List<Gate> gates = new ArrayList<>();
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        for (int i = 0; i < 3; i++) {
            Gate gate = new Gate();
            gates.add(gate);
            ActorRef<Script<?>> actor =
                    system.spawn(parent, "child-" + i, Script.actor().type("child"));
            actor.tell(Script.run(context -> gate.pass()));
            gate.awaitReached();
            IntStream.range(0, 10 * (i + 1)).forEach(n -> actor.tell(Script.run(context -> {})));
        }

        assertThat(system.type("child").waiting()).isEqualTo(60);
        assertThat(system.type("parent").waiting()).isZero();
        gates.forEach(Gate::open);
    }

    @Test
    void theLoadIsWhatWaitsOrIsStashedOfAllActorsTogether() {
        try (TestSystem small = TestSystem.create()
                .with(options -> options.withMaxMessages(100))
                .open()) {
            Gate gate = new Gate();
            ActorRef<Script<?>> stashing = small.spawn("stashing", Script.actor());
            Script.in(stashing, context -> {});
            stashing.tell(Script.run(context -> context.stash().add()));
            Script.settle(stashing);
            ActorRef<Script<?>> held = small.spawn("held", Script.actor());
            held.tell(Script.run(context -> gate.pass()));
            gate.awaitReached();
            IntStream.range(0, 5).forEach(i -> held.tell(Script.run(context -> {})));

            assertThat(small.actors().metrics().load()).isEqualTo(new ActorMetrics.Load(6, 100, 0));
            gate.open();
        }
    }

    @Test
    void theTypesAreKnownWithoutAListener() {
        system.spawn("one", probe.behavior());
        system.spawn("other", probe.behavior().type("kind"));

        assertThat(system.actors().metrics().types())
                .extracting(TypeMetrics::type)
                .containsExactlyInAnyOrder("one", "kind");
    }

    @Test
    void aRefusedMessageDoesNotWait() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(3)));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        IntStream.range(0, 10).forEach(i -> actor.tell(Script.run(context -> {})));

        assertThat(system.type("actor").waiting()).isEqualTo(3);
        gate.open();
    }

    @Test
    void aListenerLearnsOfTheTypesThatAreKnownAndOfThoseThatCome() {
        system.spawn("before", probe.behavior());
        Map<String, Thread> learned = new ConcurrentHashMap<>();
        List<String> order = new CopyOnWriteArrayList<>();

        system.actors().metrics().listen(type -> {
            learned.put(type.type(), Thread.currentThread());
            order.add(type.type());
            return nanos -> {};
        });
        assertThat(learned).containsKey("before");
        system.spawn("after", probe.behavior());
        system.stopAndWait(system.spawn("after-too", probe.behavior()));
        system.spawn("after-too", probe.behavior());

        assertThat(learned).containsEntry("after", Thread.currentThread());
        assertThat(order).doesNotHaveDuplicates().contains("before", "after", "after-too");
    }

    @Test
    void severalListenersMayListen() {
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        system.actors().metrics().listen(type -> {
            first.add(type.type());
            return nanos -> probe.saw("first");
        });
        system.actors().metrics().listen(type -> {
            second.add(type.type());
            return nanos -> probe.saw("second");
        });
        ActorRef<Object> actor = system.spawn("actor", Behaviors.stateless((message, context) -> {}));

        assertThat(first).containsExactlyElementsOf(second).contains("actor");
        await().until(() -> {
            actor.tell("hello");
            return probe.soFar().contains("first") && probe.soFar().contains("second");
        });
    }

    @Test
    void turnsAreMeasuredFromTheirStartToTheEndOfTheirStage() {
        List<Long> durations = new CopyOnWriteArrayList<>();
        Map<String, TypeMetrics> types = new ConcurrentHashMap<>();
        system.actors().metrics().listen(type -> {
            types.put(type.type(), type);
            return type.type().equals("actor") ? durations::add : nanos -> {};
        });
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        // Under load only some turns are measured, so there are enough of them, each as long as its stage.
        await().pollDelay(Duration.ZERO).until(() -> {
            CompletableFuture<Object> stage = new CompletableFuture<>();
            CompletableFuture<String> reply = actor.ask(Script.async((request, context) ->
                    stage.thenRun(() -> context.replyTo(request).reply("done"))));
            CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS).execute(() -> stage.complete("done"));
            assertReply(reply).isEqualTo("done");
            return durations.stream().anyMatch(nanos -> nanos >= 4_000_000);
        });

        assertThat(durations)
                .allSatisfy(nanos ->
                        assertThat(nanos).isBetween(0L, Duration.ofSeconds(10).toNanos()));
        assertThat(types).containsKey("actor");
    }

    @Test
    void aListenerThatThrowsHurtsNobody() {
        system.actors().metrics().listen(type -> nanos -> {
            throw new IllegalStateException("a recorder that throws, on purpose");
        });
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        for (int i = 0; i < 2_000; i++) {
            actor.tell(Script.run(context -> {}));
        }

        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void aListenerLearnsOnceOfEachThingThatIsCounted() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Script.settle(actor);
        Map<String, LongSupplier> counts = new ConcurrentHashMap<>();
        List<String> order = new CopyOnWriteArrayList<>();
        system.actors().metrics().listen(new ActorMetrics.Listener() {
            @Override
            public TurnRecorder typeAdded(TypeMetrics type) {
                return nanos -> {};
            }

            @Override
            public void countAdded(TypeMetrics type, Counted what, LongSupplier count) {
                order.add(type.type() + " " + what);
                counts.put(type.type() + " " + what, count);
            }
        });
        String handled = "actor Messages[message=Script, outcome=HANDLED]";
        assertThat(counts.get(handled).getAsLong()).isOne();

        IntStream.range(0, 10).forEach(i -> Script.settle(actor));
        system.stopAndWait(actor);
        actor.tell(Script.run(context -> {}));

        assertThat(order).containsExactly(handled, "actor Messages[message=Script, outcome=STOPPED]");
        assertThat(counts.get(handled).getAsLong()).isEqualTo(11);
        assertThat(counts.get(order.get(1)).getAsLong()).isOne();
    }

    @Test
    void aListenerThatHasEndedLearnsNothingMore() {
        List<String> learned = new CopyOnWriteArrayList<>();
        Registration registration = system.actors().metrics().listen(type -> {
            learned.add(type.type());
            return nanos -> learned.add("a turn");
        });
        ActorRef<Script<?>> actor = system.spawn("before", Script.syncActor());
        Script.settle(actor);
        await().until(() -> learned.contains("a turn"));

        registration.close();
        learned.clear();
        system.spawn("after", Script.syncActor());
        IntStream.range(0, 100).forEach(i -> Script.settle(actor));

        assertThat(learned).isEmpty();
    }

    private static final class Waits implements TurnRecorder {

        final List<Long> waited = new CopyOnWriteArrayList<>();

        final List<Answer> answers = new CopyOnWriteArrayList<>();

        @Override
        public void record(long nanos) {}

        @Override
        public void waited(long nanos) {
            waited.add(nanos);
        }

        @Override
        public void answered(Answer answer, long nanos) {
            answers.add(answer);
        }
    }

    @Test
    void theTimeFromTheSendingToTheTurnIsToldOfAsksAndOfTells() {
        ManualTime clock = new ManualTime();
        try (TestSystem timed = TestSystem.create().with(clock).open()) {
            Waits waits = new Waits();
            timed.actors().metrics().listen(type -> waits);
            Gate gate = new Gate();
            ActorRef<Script<?>> actor = timed.spawn("actor", Script.syncActor());
            actor.tell(Script.run(context -> gate.pass()));
            gate.awaitReached();
            IntStream.range(0, 2).forEach(i -> actor.tell(Script.run(context -> {})));
            CompletableFuture<String> asked = actor.ask(Script.reply(context -> "done"), Duration.ofMinutes(1));
            clock.advance(Duration.ofSeconds(3));
            gate.open();
            assertReply(asked).isEqualTo("done");

            long three = Duration.ofSeconds(3).toNanos();
            assertThat(waits.waited).containsExactly(0L, three, three, three);
        }
    }

    @Test
    void ofAFloodOnlySomeAreMeasuredOfEachActorOfTheType() {
        ManualTime clock = new ManualTime();
        try (TestSystem timed = TestSystem.create().with(clock).open()) {
            AtomicInteger measured = new AtomicInteger();
            timed.actors().metrics().listen(type -> nanos -> measured.incrementAndGet());
            List<ActorRef<Script<?>>> actors = IntStream.range(0, 1_000)
                    .mapToObj(i -> timed.spawn("actor-" + i, Script.syncActor().type("t")))
                    .toList();
            ActorRef<Script<?>> first = actors.get(0);
            IntStream.range(0, 256).forEach(i -> first.tell(Script.run(context -> {})));
            Script.settle(first);
            int before = measured.get();

            actors.forEach(actor -> IntStream.range(0, 4).forEach(i -> actor.tell(Script.run(context -> {}))));
            actors.forEach(Script::settle);

            // Asks are measured each; of four messages to each actor a 256th is, though none has had so many.
            assertThat(measured.get() - before - actors.size()).isBetween(10, 22);
        }
    }

    @Test
    void anAskThatItsAskerEndsIsToldOfOnce() {
        Waits waits = new Waits();
        system.actors().metrics().listen(type -> waits);
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Gate gate = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        CompletableFuture<Object> given = actor.ask(Script.reply(context -> "late"));
        given.complete("something else");
        CompletableFuture<Object> failed = actor.ask(Script.reply(context -> "late"));
        failed.completeExceptionally(new IllegalStateException("on purpose"));
        gate.open();
        Script.settle(actor);

        assertThat(waits.answers).containsExactly(Answer.CANCELLED, Answer.CANCELLED, Answer.REPLY);
    }

    @Test
    void anAskIsToldOfWithWhatTheAskerGot() {
        ManualTime clock = new ManualTime();
        try (TestSystem timed = TestSystem.create().with(clock).open()) {
            Waits waits = new Waits();
            timed.actors().metrics().listen(type -> waits);
            ActorRef<Script<?>> actor = timed.spawn("actor", Script.syncActor().exceptionsAreReplies());

            assertReply(actor.ask(Script.reply(context -> "done"))).isEqualTo("done");
            Waiting.failure(actor.ask(Script.run(context -> {
                throw new IllegalStateException("on purpose");
            })));
            Waiting.failure(actor.ask(Script.run(context -> {})));
            Waiting.failure(actor.ask(Script.run(context -> context.unhandled())));
            CompletableFuture<Object> late = actor.ask(
                    Script.async((request, context) -> {
                        context.replyTo(request);
                        return null;
                    }),
                    Duration.ofSeconds(1));
            Script.settle(actor);
            clock.advance(Duration.ofSeconds(2));
            Waiting.failure(late);
            timed.stopAndWait(actor);
            Waiting.failure(actor.ask(Script.reply(context -> "too late")));

            assertThat(waits.answers)
                    .containsExactly(
                            Answer.REPLY,
                            Answer.ERROR,
                            Answer.NO_REPLY,
                            Answer.UNHANDLED,
                            Answer.REPLY,
                            Answer.TIMEOUT,
                            Answer.STOPPED);
        }
    }

    @Test
    void aSnapshotTellsWhatTheDispatchersHaveToDo() {
        try (Dispatcher narrow = Dispatchers.workStealing("narrow", 1)) {
            Gate gate = new Gate();
            ActorRef<Script<?>> busy = system.spawn("busy", Script.syncActor().dispatcher(narrow));
            busy.tell(Script.run(context -> gate.pass()));
            gate.awaitReached();
            DispatcherLoad blocked = load(narrow.name());
            assertThat(blocked).isEqualTo(new DispatcherLoad("narrow", 1, 0, 0));
            String usual = system.threadPrefix().substring("nact-".length());
            // Whoever has come to rest between two looks of one snapshot seems to wait for a thread.
            await().untilAsserted(() -> assertThat(load(usual))
                    .isEqualTo(new DispatcherLoad(system.actors().name(), 0, 0, 0)));
            gate.open();
            Script.settle(busy);
            await().untilAsserted(() -> assertThat(load("narrow")).isEqualTo(new DispatcherLoad("narrow", 0, 0, 0)));
            system.stopAndWait(busy);
        }
    }

    private DispatcherLoad load(String dispatcher) {
        return system.actors().metrics().snapshot().dispatchers().stream()
                .filter(load -> load.name().equals(dispatcher))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoHasSomethingToDoAndNoThreadIsQueued() {
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        Dispatcher byHand = new ByHand(tasks);
        ActorRef<Object> actor = system.spawn("actor", probe.behavior().dispatcher(byHand));
        ActorRef<Object> other = system.spawn("other", probe.behavior().dispatcher(byHand));
        // Each has to begin its life.
        tasks.forEach(Runnable::run);
        tasks.clear();
        assertThat(load("by-hand").queued()).isZero();

        actor.tell("hello");
        actor.tell("hello");
        assertThat(load("by-hand").queued()).isOne();
        other.tell("hello");
        assertThat(load("by-hand").queued()).isEqualTo(2);

        List.copyOf(tasks).forEach(Runnable::run);
        assertThat(load("by-hand").queued()).isZero();
        tasks.clear();
        CompletableFuture<Void> ends = CompletableFuture.allOf(system.stop(actor), system.stop(other));
        await().until(() -> {
            List<Runnable> due = List.copyOf(tasks);
            tasks.removeAll(due);
            due.forEach(Runnable::run);
            return ends.isDone();
        });
    }

    private record ByHand(List<Runnable> tasks) implements Dispatcher {

        @Override
        public String name() {
            return "by-hand";
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public boolean mayBlock() {
            return false;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void close() {}
    }
}

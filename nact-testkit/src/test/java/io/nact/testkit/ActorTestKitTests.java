package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.SystemOptions;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ActorTestKitTests {

    private record Hello(String name) {}

    @Test
    void hasASystemThatEndsWithIt() {
        ActorTestKit kit = ActorTestKit.create();
        ActorRef<String> actor = kit.spawn("actor", Behaviors.stateless((message, context) -> {}));
        assertThat(kit.system().isRunning()).isTrue();

        kit.close();

        assertThat(kit.system().isRunning()).isFalse();
        assertThat(actor.tryTell("late")).isFalse();
    }

    @Test
    void hasTimeByHandIfItIsWanted() {
        try (ActorTestKit kit = ActorTestKit.withManualTime()) {
            TestProbe<String> probe = kit.probe();
            ActorRef<String> actor = kit.spawn(
                    "actor",
                    Behaviors.<String, String>stateful("", (state, message, context) -> message)
                            .afterStop((state, context) -> probe.ref().tell("ended after " + state))
                            .shutdownAfter(Duration.ofMinutes(5)));
            actor.tell("hello");
            kit.settle();

            kit.time().advance(Duration.ofMinutes(11));

            probe.expectMessage("ended after hello");
        }
        try (ActorTestKit kit = ActorTestKit.create()) {
            assertThatIllegalStateException().isThrownBy(kit::time).withMessageContaining("withManualTime");
        }
    }

    @Test
    void waitsUntilNobodyHasAnythingToDo() {
        try (ActorTestKit kit = ActorTestKit.create()) {
            AtomicInteger left = new AtomicInteger(1_000);
            ActorRef<String> actor = kit.spawn("actor", Behaviors.<String>stateless((message, context) -> {
                if (left.decrementAndGet() > 0) {
                    context.self().tell(message);
                }
            }));
            actor.tell("again");

            kit.settle();

            assertThat(left).hasValue(0);
        }
    }

    @Test
    void takesOptions() {
        try (ActorTestKit kit = ActorTestKit.create(options -> options.withAskTimeout(Duration.ofMillis(10)))) {
            TestProbe<ActorRef<String>> silent = kit.probe();

            assertThat(silent.ref().<String>ask(replyTo -> replyTo)).failsWithin(Duration.ofSeconds(3));
        }
    }

    @Test
    void keepsDeadLetters() {
        try (ActorTestKit kit = ActorTestKit.create()) {
            kit.deadLetters().expectNone();
            ActorRef<Object> actor = kit.spawn("actor", Behaviors.stateless((message, context) -> {}));
            kit.stop(actor);
            actor.tell(new Hello("a"));
            actor.tell(new Hello("b"));
            actor.tell(new Hello("c"));
            actor.tell("d");

            assertThat(kit.deadLetters().expect(String.class))
                    .isEqualTo(new DeadLetter(actor.path(), "d", Reason.STOPPED));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> kit.deadLetters().expect(2, Hello.class, Reason.STOPPED))
                    .withMessageContaining("Expected 2 dead letters of type Hello (STOPPED)")
                    .withMessageContaining("got 3");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> kit.deadLetters().expectNone())
                    .withMessageContaining("Hello[name=a]");
            assertThat(kit.deadLetters().expect(3, Reason.STOPPED)).hasSize(3);
            kit.deadLetters().expectNone();
        }
    }

    @Test
    void hasNothingOfTheLastTestOnceItIsReset() {
        try (ActorTestKit kit = ActorTestKit.create()) {
            ActorRef<Object> actor = kit.spawn("actor", Behaviors.stateless((message, context) -> {}));
            ActorRef<String> probe = kit.<String>probe("probe").ref();
            kit.stop(actor);
            actor.tell("late");
            kit.deadLetters().expect(1, Reason.STOPPED);
            actor.tell("later");

            kit.reset();

            kit.deadLetters().expectNone();
            assertThat(kit.actors()).doesNotContain(probe.path().toString());
            kit.<String>probe("probe").ref().tell("again");
        }
    }

    @Test
    void goesAroundASystemThatOthersMake() {
        KitPreparation preparation = KitPreparation.manualTime();
        ActorSystem system = ActorSystems.create(
                "own", preparation.prepare(SystemOptions.defaults().withAskTimeout(Duration.ofHours(1))));
        try (ActorTestKit kit = preparation.kit(system)) {
            TestProbe<ActorRef<String>> silent = kit.probe();
            system.start();
            CompletableFuture<String> unanswered = silent.ref().ask(replyTo -> replyTo);
            kit.settle();
            assertThat(silent.queued()).hasSize(1);
            assertThat(unanswered).isNotDone();

            kit.time().advance(Duration.ofHours(2));

            assertThat(unanswered).failsWithin(TestProbe.PATIENCE);
        }
        assertThat(system.isRunning()).isFalse();
    }

    @Test
    void doesNotGoAroundASystemThatWasMadeWithoutIt() {
        try (ActorSystem system = ActorSystems.create("own", SystemOptions.defaults())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> KitPreparation.realTime().kit(system))
                    .withMessageContaining("Actor system 'own' was not made with the options of its test kit");
        }
    }

    @Test
    void showsWhichActorsLiveAndWhatWaits() {
        CountDownLatch open = new CountDownLatch(1);
        try (ActorTestKit kit = ActorTestKit.create()) {
            TestProbe<String> probe = kit.probe("probe");
            ActorRef<String> parent = kit.spawn("parent", Behaviors.setup(context -> {
                context.spawn("child", Behaviors.stateless((message, ignored) -> {}));
                return Behaviors.<String, String>stateful("", (state, message, ignored) -> {
                    probe.ref().tell(message);
                    open.await();
                    return state;
                });
            }));
            parent.tell("blocks");
            parent.tell("waits");
            probe.expectMessage("blocks");

            assertThat(kit.actors())
                    .contains(
                            parent.path().toString(),
                            parent.path().child("child").toString());
            assertThat(kit.report())
                    .contains("parent (1 waiting)")
                    .contains("child")
                    .contains("Dead letters: []");
            open.countDown();
        }
    }

    @Test
    void failsWhenAnActorDoesNotEnd() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        ActorTestKit kit = ActorTestKit.create();
        TestProbe<String> probe = kit.probe("probe");
        ActorRef<String> hanging = kit.spawn("hanging", Behaviors.stateful("", (state, message, context) -> {
            probe.ref().tell(message);
            open.await();
            return state;
        }));
        hanging.tell("hangs");
        probe.expectMessage("hangs");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> kit.stop(hanging))
                .withMessageContaining("The end of %s did not come", hanging.path());
        open.countDown();
        kit.close();
    }
}

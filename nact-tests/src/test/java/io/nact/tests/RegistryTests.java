package io.nact.tests;

import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.entity.EntityKinds;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.path.ActorPath;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The actors that live can be found, by path and by what they take. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class RegistryTests {

    private record Greet(String name) {}

    private record Part(String name) {}

    private final ManualTime clock = new ManualTime();

    private final Engines engine;

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    RegistryTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(clock);
    }

    private Behavior<Greet> greeter() {
        return Behaviors.stateless(Greet.class, (greet, context) -> probe.saw(context.name() + " " + greet.name()));
    }

    private static Behavior<Part> part() {
        return Behaviors.stateless(Part.class, (message, context) -> {});
    }

    @Test
    void anActorIsFoundByItsPath() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Greet> child = system.spawn(parent, "child", greeter());
        ActorRef<Greet> grandchild = system.spawn(child, "grandchild", greeter());

        for (ActorRef<?> actor : List.of(parent, child, grandchild)) {
            assertThat(system.actors().find(actor.path()).orElseThrow()).isEqualTo(actor);
        }
        assertThat(system.actors().find(system.path("parent", "child"))).isPresent();
    }

    @ParameterizedTest
    @MethodSource("io.nact.tests.NamesTests#anyString")
    void anyNameIsFound(String name) {
        ActorRef<Object> actor = system.spawn(name, probe.behavior());

        assertThat(system.actors().find(actor.path()).orElseThrow().name()).isEqualTo(name);
    }

    @Test
    void anActorWithAGeneratedNameIsFoundToo() {
        ActorRef<Object> actor = system.spawn(probe.behavior());

        assertThat(system.actors().find(actor.path())).isPresent();
    }

    @Test
    void whatDoesNotLiveIsNotFound() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Object> child = system.spawn(parent, "child", probe.behavior());

        assertThat(system.actors().find(system.path("nobody"))).isEmpty();
        assertThat(system.actors().find(system.path("nobody", "child"))).isEmpty();
        assertThat(system.actors().find(system.path("parent", "nobody"))).isEmpty();
        assertThat(system.actors().find(system.path("parent", "child", "nobody")))
                .isEmpty();
        assertThat(system.actors().find(ActorPath.root("another system").child("parent")))
                .isEmpty();
        system.stopAndWait(parent);
        assertThat(system.actors().find(parent.path())).isEmpty();
        assertThat(system.actors().find(child.path())).isEmpty();
    }

    @Test
    void lookingForAnEntityDoesNotSpawnIt() {
        ActorRef<Script<?>> entity = EntityKinds.register(
                        system.actors(), "entities", Script.syncActor(), Duration.ofSeconds(10))
                .get("one");
        assertThat(system.actors().find(entity.path())).isEmpty();
        settle(entity);
        assertThat(system.actors().find(entity.path())).isPresent();

        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return system.actors().find(entity.path()).isEmpty();
        });
    }

    @Test
    void theNextActorOfTheNameIsFound() {
        ActorRef<Object> first = system.spawn("actor", probe.behavior());
        system.stopAndWait(first);
        system.spawn("actor", probe.behavior());

        @SuppressWarnings("unchecked") // it takes anything
        ActorRef<Object> found =
                (ActorRef<Object>) system.actors().find(first.path()).orElseThrow();
        found.tell("hello");

        probe.expect("hello");
    }

    @Test
    void allThatTakeATypeAreFoundParentsFirst() {
        ActorRef<Greet> one = system.spawn("one", greeter());
        ActorRef<Part> other = system.spawn("other", part());
        ActorRef<Greet> child = system.spawn(one, "child", greeter());
        ActorRef<Greet> grandchild = system.spawn(child, "grandchild", greeter());
        ActorRef<Greet> elsewhere = system.spawn(other, "elsewhere", greeter());
        system.spawn("untyped", probe.behavior());

        List<ActorRef<Greet>> found = system.actors().findAll(Greet.class);

        assertThat(found).containsExactlyInAnyOrder(one, child, grandchild, elsewhere);
        assertThat(found).containsSubsequence(one, child, grandchild);
        assertThat(system.actors().findAll(Part.class)).containsExactly(other);
        assertThat(system.actors().findAll(String.class)).isEmpty();
        found.get(0).tell(new Greet("you"));
        assertThat((String) probe.next()).endsWith(" you");
    }

    @Test
    void onlyThoseThatLiveAreAmongAll() {
        ActorRef<Greet> one = system.spawn("one", greeter());
        ActorRef<Greet> other = system.spawn("other", greeter());

        system.stopAndWait(one);

        assertThat(system.actors().findAll(Greet.class)).containsExactly(other);
    }

    @Test
    void allMayBeLookedForWhileTheyComeAndGo() {
        AtomicBoolean over = new AtomicBoolean();
        ActorRef<Greet> stays = system.spawn("stays", greeter());
        ActorRef<Greet> below = system.spawn(stays, "below", greeter());
        CompletableFuture<Void> churn = CompletableFuture.runAsync(
                () -> {
                    while (!over.get()) {
                        ActorRef<Greet> passing = system.spawn(stays, "passing", greeter());
                        system.spawn(passing, "child", greeter());
                        system.stopAndWait(passing);
                    }
                },
                task -> new Thread(task).start());
        try {
            for (int i = 0; i < 500; i++) {
                assertThat(system.actors().findAll(Greet.class)).contains(stays, below);
                assertThat(system.actors().find(below.path())).isPresent();
            }
        } finally {
            over.set(true);
        }
        Waiting.reply(churn);
    }

    @Test
    void theDepthIsWhatWaitsWithoutWhatIsInHandOrStashed() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        assertThat(system.actors().depth(actor)).isZero();
        actor.tell(Script.run(context -> context.stash().add()));
        settle(actor);
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        for (int i = 1; i <= 100; i++) {
            actor.tell(Script.run(context -> {}));
            assertThat(system.actors().depth(actor)).isEqualTo(i);
        }

        gate.open();
        settle(actor);

        assertThat(system.actors().depth(actor)).isZero();
    }

    @Test
    void theDepthOfOneThatDrainsIsWhatItStillHandles() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stopAfterDrain();
        }));
        gate.awaitReached();
        Gate draining = new Gate();
        actor.tell(Script.run(context -> draining.pass()));
        IntStream.range(0, 5).forEach(i -> actor.tell(Script.run(context -> {})));
        gate.open();
        draining.awaitReached();

        assertThat(system.actors().depth(actor)).isEqualTo(5);

        draining.open();
        await().until(() -> system.actors().find(actor.path()).isEmpty());
        assertThat(system.actors().depth(actor)).isZero();
    }

    @Test
    void theDepthOfOneThatDoesNotLiveIsNothing() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        ActorRef<Script<?>> never = system.child(actor, "never");
        system.stopAndWait(actor);

        assertThat(system.actors().depth(actor)).isZero();
        assertThat(system.actors().depth(never)).isZero();
    }

    @Test
    void theCapacityIsThatOfTheMailbox() {
        ActorRef<Script<?>> bounded = system.spawn("bounded", Script.actor().mailbox(Mailboxes.bounded(7)));
        ActorRef<Script<?>> oldest =
                system.spawn("oldest", Script.actor().mailbox(Mailboxes.bounded(8, Overflow.dropOldest())));
        ActorRef<Script<?>> unbounded = system.spawn("unbounded", Script.actor());
        ActorRef<Script<?>> gone = system.spawn("gone", Script.actor().mailbox(Mailboxes.bounded(7)));
        system.stopAndWait(gone);

        assertThat(system.actors().capacity(bounded)).isEqualTo(7);
        assertThat(system.actors().capacity(oldest)).isEqualTo(8);
        assertThat(system.actors().capacity(unbounded)).isEqualTo(Integer.MAX_VALUE);
        assertThat(system.actors().capacity(gone)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theDepthOfAForeignActorIsAnError() {
        try (TestSystem other = TestSystem.on(engine).open()) {
            ActorRef<Script<?>> foreign = other.spawn("foreign", Script.syncActor());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> system.actors().depth(foreign));
        }
    }

    @Test
    void anActorFindsOthersInItsTurn() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        ActorRef<Greet> greeter = system.spawn("greeter", greeter());

        in(actor, context -> context.system().findAll(Greet.class).forEach(found -> found.tell(new Greet("you"))));

        probe.expect("greeter you");
        in(actor, context -> probe.saw(context.system().find(context.path()).orElseThrow()));
        probe.expect(actor);
        assertThat(greeter.name()).isEqualTo("greeter");
    }
}

package io.nact.tests;

import static io.nact.tests.Family.Fate.FRESH;
import static io.nact.tests.Family.Fate.KEPT;
import static io.nact.tests.Family.Fate.STOPPED;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.StatefulBehavior;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.tests.Family.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guarantee 8: what each decision makes of the actor, of what waits for it, of its children, its parent and its siblings.
 * The actor's policy decides, about a crash of its own or one that its child escalated.
 */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class DecisionTableTests {

    private static final List<String> WAITING = List.of("1", "2", "3");

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    DecisionTableTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    /** Whose crash the actor decides about. */
    enum Fault {
        OWN,
        ESCALATED
    }

    /** What becomes of the messages that wait for the actor. */
    enum Waiters {
        HANDLED,
        UNDELIVERED
    }

    /**
     * KEPT lives on with its state, FRESH with a fresh one. In nact an actor whose own crash is decided about as if it
     * were a child's hangs; so does a child that escalated if its parent resumes.
     */
    @ParameterizedTest(name = "{0} crash: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            #  crash   | decision           | parent | elder   | actor   | younger | child   | other   | grandchild | what waits
            OWN        | STOP               | KEPT   | KEPT    | STOPPED | KEPT    | STOPPED | STOPPED | STOPPED    | UNDELIVERED
            OWN        | STOP_ALL           | KEPT   | STOPPED | STOPPED | STOPPED | STOPPED | STOPPED | STOPPED    | UNDELIVERED
            OWN        | STOP_REST          | KEPT   | KEPT    | STOPPED | STOPPED | STOPPED | STOPPED | STOPPED    | UNDELIVERED
            OWN        | STOP_CHILD         | KEPT   | KEPT    | KEPT    | KEPT    | KEPT    | KEPT    | KEPT       | HANDLED
            OWN        | STOP_ALL_CHILDREN  | KEPT   | KEPT    | KEPT    | KEPT    | STOPPED | STOPPED | STOPPED    | HANDLED
            OWN        | RESUME             | KEPT   | KEPT    | KEPT    | KEPT    | KEPT    | KEPT    | KEPT       | HANDLED
            OWN        | RESET              | KEPT   | KEPT    | FRESH   | KEPT    | STOPPED | STOPPED | STOPPED    | HANDLED
            OWN        | RESET_ALL          | KEPT   | FRESH   | FRESH   | FRESH   | STOPPED | STOPPED | STOPPED    | HANDLED
            OWN        | RESET_REST         | KEPT   | KEPT    | FRESH   | FRESH   | STOPPED | STOPPED | STOPPED    | HANDLED
            OWN        | RESET_CHILD        | KEPT   | KEPT    | KEPT    | KEPT    | KEPT    | KEPT    | KEPT       | HANDLED
            OWN        | RESET_ALL_CHILDREN | KEPT   | KEPT    | KEPT    | KEPT    | FRESH   | FRESH   | STOPPED    | HANDLED
            OWN        | ESCALATE           | KEPT   | KEPT    | KEPT    | KEPT    | KEPT    | KEPT    | KEPT       | HANDLED
            ESCALATED  | STOP               | KEPT   | KEPT    | STOPPED | KEPT    | STOPPED | STOPPED | STOPPED    | UNDELIVERED
            ESCALATED  | STOP_ALL           | KEPT   | STOPPED | STOPPED | STOPPED | STOPPED | STOPPED | STOPPED    | UNDELIVERED
            ESCALATED  | STOP_REST          | KEPT   | KEPT    | STOPPED | STOPPED | STOPPED | STOPPED | STOPPED    | UNDELIVERED
            ESCALATED  | STOP_CHILD         | KEPT   | KEPT    | KEPT    | KEPT    | STOPPED | KEPT    | STOPPED    | HANDLED
            ESCALATED  | STOP_ALL_CHILDREN  | KEPT   | KEPT    | KEPT    | KEPT    | STOPPED | STOPPED | STOPPED    | HANDLED
            ESCALATED  | RESUME             | KEPT   | KEPT    | KEPT    | KEPT    | KEPT    | KEPT    | KEPT       | HANDLED
            ESCALATED  | RESET              | KEPT   | KEPT    | FRESH   | KEPT    | STOPPED | STOPPED | STOPPED    | HANDLED
            ESCALATED  | RESET_ALL          | KEPT   | FRESH   | FRESH   | FRESH   | STOPPED | STOPPED | STOPPED    | HANDLED
            ESCALATED  | RESET_REST         | KEPT   | KEPT    | FRESH   | FRESH   | STOPPED | STOPPED | STOPPED    | HANDLED
            ESCALATED  | RESET_CHILD        | KEPT   | KEPT    | KEPT    | KEPT    | FRESH   | KEPT    | STOPPED    | HANDLED
            ESCALATED  | RESET_ALL_CHILDREN | KEPT   | KEPT    | KEPT    | KEPT    | FRESH   | FRESH   | STOPPED    | HANDLED
            ESCALATED  | ESCALATE           | KEPT   | KEPT    | KEPT    | KEPT    | KEPT    | KEPT    | KEPT       | HANDLED
            """)
    void whatBecomesOfTheFamily(
            Fault fault,
            Directive decision,
            Fate parent,
            Fate elder,
            Fate actor,
            Fate younger,
            Fate child,
            Fate other,
            Fate grandchild,
            Waiters whatWaits) {
        CompletableFuture<Family> born = new CompletableFuture<>();
        Probe<Directive> decided = new Probe<>();
        // What the policy sends to the actor waits for it: the actor is suspended meanwhile.
        SupervisionPolicy policy = crash -> {
            WAITING.forEach(word -> born.join().member("actor").tell(new Family.Message.Word(word)));
            decided.saw(decision);
            return decision;
        };
        Family family = new Family(
                system,
                Map.of(
                        "child", SupervisionPolicy.always(Directive.ESCALATE),
                        "actor", policy,
                        "parent", SupervisionPolicy.always(Directive.RESUME)));
        born.complete(family);

        family.crash(fault == Fault.OWN ? "actor" : "child", fault == Fault.OWN ? List.of() : WAITING);

        decided.expect(decision);
        Map<String, Fate> fates = Map.of(
                "parent", parent,
                "elder", elder,
                "actor", actor,
                "younger", younger,
                "child", child,
                "other", other,
                "grandchild", grandchild);
        assertThat(whatWaits).isEqualTo(actor == STOPPED ? Waiters.UNDELIVERED : Waiters.HANDLED);
        // Those that something happens to come first: then it has happened when the others are looked at.
        for (Fate fate : List.of(STOPPED, FRESH, KEPT)) {
            fates.forEach((name, theirs) -> {
                if (theirs == fate) {
                    boolean waited = name.equals("actor") || fault == Fault.ESCALATED && name.equals("child");
                    family.expect(name, fate, waited ? WAITING : List.of());
                }
            });
        }
    }

    /** nact: a parent that decides while it is itself busy begins its next turn before the one in hand has ended. */
    @ParameterizedTest
    @EnumSource
    void aBusyActorEndsItsTurnBeforeItDecidesAboutItsChild(Directive decision) {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        ActorRef<Script<?>> actor = system.spawn(
                parent,
                "actor",
                Script.actor()
                        .onCrash(crash -> {
                            probe.saw("decides");
                            return decision;
                        })
                        .afterStop((turns, context) -> {}));
        ActorRef<Script<?>> child =
                system.spawn(actor, "child", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.ESCALATE)));
        actor.tell(Script.async((request, context) -> {
            probe.saw("turn begun");
            return stage.thenRun(() -> probe.saw("turn ended"));
        }));
        probe.expect("turn begun");

        child.tell(crash());
        await().during(Duration.ofMillis(20)).until(() -> probe.soFar().isEmpty());
        stage.complete("done");

        probe.expect("turn ended", "decides");
    }

    /** nact: the reset starts the next message while the old handler runs, which then overwrites the fresh state. */
    @ParameterizedTest
    @EnumSource(names = {"RESET_ALL", "RESET_REST"})
    void aBusySiblingEndsItsTurnBeforeItIsReset(Directive decision) {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        ActorRef<Script<?>> actor =
                system.spawn(parent, "actor", Script.syncActor().onCrash(SupervisionPolicy.always(decision)));
        ActorRef<Script<?>> sibling = system.spawn(parent, "sibling", counting());

        resetsWhileBusy(sibling, () -> actor.tell(crash()));
    }

    @Test
    void aBusyChildEndsItsTurnBeforeItIsReset() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET_ALL_CHILDREN)));
        ActorRef<Script<?>> child = system.spawn(actor, "child", counting());

        resetsWhileBusy(child, () -> actor.tell(crash()));
    }

    private void resetsWhileBusy(ActorRef<Script<?>> busy, Runnable crash) {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        probe.expect("life begun");
        busy.tell(Script.run(context -> {}));
        busy.tell(Script.async((request, context) -> {
            probe.saw("turn begun");
            return stage.thenRun(() -> probe.saw("turn ended"));
        }));
        probe.expect("turn begun");
        CompletableFuture<String> next = busy.ask(Script.reply(context -> {
            probe.saw("next turn");
            return "answered";
        }));

        crash.run();
        await().during(Duration.ofMillis(20)).until(() -> probe.soFar().isEmpty());
        stage.complete("done");

        assertReply(next).isEqualTo("answered");
        probe.expect("turn ended", "life begun", "next turn");
        system.stopAndWait(busy);
        // The turn that waited is one of the life before.
        probe.expect("turns of the last life: 1");
    }

    private StatefulBehavior<Integer, Script<?>> counting() {
        return Behaviors.<Integer, Script<?>>statefulFromAsync(
                        context -> {
                            probe.saw("life begun");
                            return 0;
                        },
                        (count, script, context) ->
                                Script.follow(script, context).thenApply(done -> count + 1))
                .afterStop((count, context) -> probe.saw("turns of the last life: " + count));
    }

    @Test
    void theRestAreThoseThatWereSpawnedAfterTheActorWhateverTheirNames() {
        List<String> names = List.of("m", "z", "a", "q", "c");
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        List<ActorRef<Script<?>>> siblings = new ArrayList<>();
        for (String name : names) {
            siblings.add(system.spawn(parent, name, restart(Directive.RESET_REST)));
        }
        probe.expectInAnyOrder("m begun", "z begun", "a begun", "q begun", "c begun");

        siblings.get(2).tell(crash());

        probe.expectInAnyOrder("a begun", "q begun", "c begun");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void whoWasSpawnedAnewIsTheYoungest() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        for (String name : List.of("first", "second", "third")) {
            system.spawn(parent, name, restart(Directive.RESET_REST));
        }
        probe.expectInAnyOrder("first begun", "second begun", "third begun");
        system.stopAndWait(system.child(parent, "first"));
        ActorRef<Script<?>> first = system.spawn(parent, "first", restart(Directive.RESET_REST));
        probe.expect("first begun");

        first.tell(crash());
        probe.expect("first begun");
        system.<Script<?>>child(parent, "third").tell(crash());

        probe.expectInAnyOrder("third begun", "first begun");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aResetDoesNotMakeAnActorYounger() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        ActorRef<Script<?>> first = system.spawn(parent, "first", restart(Directive.RESET));
        ActorRef<Script<?>> second = system.spawn(parent, "second", restart(Directive.STOP_REST));
        probe.expectInAnyOrder("first begun", "second begun");
        first.tell(crash());
        probe.expect("first begun");

        second.tell(crash());

        await().until(() -> system.actors().find(second.path()).isEmpty());
        assertReply(first.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    /** To find one that can make room, the parent's children are looked at; that changes nothing about their age. */
    @Test
    void theLookForAChildThatMakesRoomDoesNotMakeTheOthersYounger() {
        ActorRef<Script<?>> parent = system.spawn(
                "parent",
                Script.actor()
                        .childrenOnDemand(
                                name -> restart(Directive.RESET_REST).passivateAfter(Duration.ofHours(1)), 4));
        List<String> byAge = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            ActorRef<Script<?>> child = system.child(parent, "child " + random.nextInt(8));
            await().until(() -> child.tryTell(Script.run(context -> {})));
            answers(child);
            while (!probe.soFar().isEmpty()) {
                String begun = probe.next().toString().replace(" begun", "");
                byAge.remove(begun);
                byAge.add(begun);
            }
        }
        await().until(() -> {
            byAge.retainAll(Waiting.reply(parent.ask(
                    Script.reply(context -> Set.copyOf(context.children().keySet())))));
            return byAge.size() == 4;
        });

        system.<Script<?>>child(parent, byAge.get(2)).tell(crash());

        probe.expectInAnyOrder(byAge.get(2) + " begun", byAge.get(3) + " begun");
        byAge.subList(0, 2).forEach(elder -> answers(system.child(parent, elder)));
        assertThat(probe.soFar()).isEmpty();
    }

    private static void answers(ActorRef<Script<?>> actor) {
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    private StatefulBehavior<Integer, Script<?>> restart(Directive directive) {
        return Behaviors.<Integer, Script<?>>statefulFromAsync(
                        context -> {
                            probe.saw(context.name() + " begun");
                            return 0;
                        },
                        (count, script, context) ->
                                Script.follow(script, context).thenApply(done -> count + 1))
                .onCrash(SupervisionPolicy.always(directive));
    }

    private static Script<Object> crash() {
        return Script.run(context -> {
            throw new IllegalStateException("on purpose");
        });
    }
}

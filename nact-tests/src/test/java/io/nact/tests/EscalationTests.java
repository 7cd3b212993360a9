package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.StatefulBehavior;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crash that is handed to the parent: the child waits for its decision, and nobody is left hanging. */
class EscalationTests {

    /** Whoever escalated. */
    private static final Set<Directive> END_THE_PARENT =
            EnumSet.of(Directive.STOP, Directive.STOP_ALL, Directive.STOP_REST, Directive.ESCALATE);

    private static final SupervisionPolicy ESCALATE = SupervisionPolicy.always(Directive.ESCALATE);

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    private static Script<Object> crash() {
        return Script.run(context -> {
            throw new IllegalStateException("on purpose");
        });
    }

    /** Leaves each decision to the test, under the name of the child. */
    private StatefulBehavior<Integer, Script<?>> deliberating(Map<String, CompletableFuture<Directive>> decisions) {
        return Script.actor().onCrashAsync(crash -> {
            CompletableFuture<Directive> decision = new CompletableFuture<>();
            String child = crash.child().name();
            decisions.put(child, decision);
            probe.saw(child + " escalated");
            return decision;
        });
    }

    @Test
    void theChildWaitsForTheParentsDecision() {
        Map<String, CompletableFuture<Directive>> decisions = new ConcurrentHashMap<>();
        ActorRef<Script<?>> parent = system.spawn("parent", deliberating(decisions));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(ESCALATE));
        child.tell(crash());
        probe.expect("child escalated");
        child.tell(Script.run(context -> probe.saw("waited")));
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());

        decisions.get("child").complete(Directive.RESUME);

        probe.expect("waited");
    }

    /** nact: a resume resumes the supervisor only, and the child is left suspended for ever. */
    @Test
    void aResumeResumesTheChildTooHoweverOften() {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(ESCALATE));

        for (int i = 0; i < 100; i++) {
            child.tell(crash());
            assertReply(child.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        }
    }

    /** nact: a parent that resumes while it is itself busy pulls an extra message. */
    @Test
    void aResumeByAParentInTheMidstOfItsTurnLetsNoSecondTurnBegin() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(ESCALATE));
        parent.tell(Script.async((request, context) -> {
            probe.saw("turn begun");
            return stage.thenRun(() -> probe.saw("turn ended"));
        }));
        probe.expect("turn begun");
        parent.tell(Script.run(context -> probe.saw("next turn")));

        child.tell(crash());
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        stage.complete("done");

        probe.expect("turn ended", "next turn");
        assertReply(child.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void severalChildrenMayWaitForTheirDecisions() {
        Map<String, CompletableFuture<Directive>> decisions = new ConcurrentHashMap<>();
        ActorRef<Script<?>> parent = system.spawn("parent", deliberating(decisions));
        Map<String, ActorRef<Script<?>>> children = new HashMap<>();
        for (String name : List.of("a", "b", "c")) {
            children.put(name, system.spawn(parent, name, Script.syncActor().onCrash(ESCALATE)));
            children.get(name).tell(crash());
        }

        for (int i = 0; i < 3; i++) {
            String escalated = probe.next().toString().substring(0, 1);
            decisions.get(escalated).complete(Directive.RESUME);
        }

        for (ActorRef<Script<?>> child : children.values()) {
            assertReply(child.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        }
        assertReply(parent.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void aParentThatCannotDecideEscalatesFurther() {
        ActorRef<Script<?>> grandparent =
                system.spawn("grandparent", Script.actor().onCrash(crash -> {
                    probe.saw(crash);
                    return Directive.RESUME;
                }));
        ActorRef<Script<?>> parent =
                system.spawn(grandparent, "parent", Script.actor().onCrash(crash -> {
                    throw new IllegalStateException("a policy that throws, on purpose");
                }));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(ESCALATE));

        child.tell(crash());

        assertThat((Crash) probe.next()).satisfies(crash -> {
            assertThat(crash.actor()).isEqualTo(grandparent.path());
            assertThat(crash.child()).isEqualTo(parent.path());
            assertThat(crash.cause()).hasMessage("on purpose");
        });
        assertReply(parent.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertReply(child.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void aResetByTheGrandparentRevivesTheParentAndEndsTheChild() {
        ActorRef<Script<?>> grandparent =
                system.spawn("grandparent", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESET_CHILD)));
        ActorRef<Script<?>> parent =
                system.spawn(grandparent, "parent", Script.actor().onCrash(ESCALATE));
        ActorRef<Script<?>> child = system.spawn(
                parent,
                "child",
                Script.syncActor().onCrash(ESCALATE).afterStop((state, context) -> probe.saw("child ended")));

        child.tell(crash());

        probe.expect("child ended");
        assertReply(parent.ask(Script.reply(context -> context.children().size())))
                .isEqualTo(0);
        assertReply(grandparent.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    /** nact: the system stops the faulted child at the top, and cannot be told otherwise. */
    @Test
    void whatReachesTheSystemStopsOnlyTheChildAtTheTopItCameFrom() {
        ActorRef<Script<?>> bystander = system.spawn("bystander", Script.actor());
        ActorRef<Script<?>> top = system.spawn(
                "top", Script.actor().onCrash(ESCALATE).afterStop((state, context) -> probe.saw("top ended")));
        ActorRef<Script<?>> child = system.spawn(
                top,
                "child",
                Script.syncActor().onCrash(ESCALATE).afterStop((state, context) -> probe.saw("child ended")));

        child.tell(crash());

        probe.expect("child ended", "top ended");
        assertReply(bystander.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertThat(system.actors().isRunning()).isTrue();
        system.stopAndWait(top);
        system.spawn("top", Script.actor());
    }

    @Test
    void aStopOfTheChildDoesNotWaitForTheDecisionWhichThenHurtsNobody() {
        for (Directive directive : Directive.values()) {
            if (END_THE_PARENT.contains(directive)) {
                continue;
            }
            Map<String, CompletableFuture<Directive>> decisions = new ConcurrentHashMap<>();
            ActorRef<Script<?>> parent = system.spawn("parent " + directive, deliberating(decisions));
            ActorRef<Script<?>> child = system.spawn(
                    parent,
                    "child",
                    Script.syncActor().onCrash(ESCALATE).afterStop((state, context) -> probe.saw("child ended")));
            child.tell(crash());
            probe.expect("child escalated");

            system.stopAndWait(child);
            probe.expect("child ended");
            system.spawn(parent, "child", Script.actor());
            decisions.get("child").complete(directive);

            assertReply(parent.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        }
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aStopOfTheParentEndsTheChildThatWaitsForIt() {
        Map<String, CompletableFuture<Directive>> decisions = new ConcurrentHashMap<>();
        ActorRef<Script<?>> parent = system.spawn("parent", deliberating(decisions));
        ActorRef<Script<?>> child = system.spawn(
                parent,
                "child",
                Script.syncActor()
                        .onCrash(ESCALATE)
                        .afterStop((state, context) ->
                                probe.saw(context.undelivered().size() + " undelivered")));
        child.tell(crash());
        probe.expect("child escalated");
        child.tell(Script.run(context -> probe.saw("must not be handled")));

        system.stopAndWait(parent);
        decisions.get("child").complete(Directive.RESUME);

        probe.expect("1 undelivered");
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
    }

    @Test
    void asksThatWaitForAnEscalatedCrashLearnOfItsEnd() {
        Map<String, CompletableFuture<Directive>> decisions = new ConcurrentHashMap<>();
        ActorRef<Script<?>> parent = system.spawn("parent", deliberating(decisions));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(ESCALATE));
        child.tell(crash());
        probe.expect("child escalated");
        CompletableFuture<Integer> ask = child.ask(Script.reply(context -> 1));

        decisions.get("child").complete(Directive.STOP_CHILD);

        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        assertReply(parent.ask(Script.reply(context -> context.children().size())))
                .isEqualTo(0);
    }
}

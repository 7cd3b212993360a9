package io.nact.tests;

import static io.nact.tests.Family.Fate.FRESH;
import static io.nact.tests.Family.Fate.KEPT;
import static io.nact.tests.Family.Fate.STOPPED;

import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.tests.Family.Fate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guarantee 8: what each decision makes of the actor, its mailbox, its children, its parent and its siblings. The actor's
 * policy decides, about a crash of its own or one that its child escalated.
 */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class SupervisionTests {

    private static final List<String> WAITING = List.of("1", "2", "3");

    @RegisterExtension
    final TestSystem system;

    SupervisionTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private record Row(Directive directive, Fate actor, Fate sibling, Fate child, Fate other, Fate grandchild) {

        @Override
        public String toString() {
            return directive.toString();
        }
    }

    /** The rows about the child and the children are those that left the actor hanging in nact. */
    static Stream<Row> ownCrash() {
        return Stream.of(
                new Row(Directive.STOP, STOPPED, KEPT, STOPPED, STOPPED, STOPPED),
                new Row(Directive.STOP_ALL, STOPPED, STOPPED, STOPPED, STOPPED, STOPPED),
                new Row(Directive.STOP_CHILD, KEPT, KEPT, KEPT, KEPT, KEPT),
                new Row(Directive.STOP_ALL_CHILDREN, KEPT, KEPT, STOPPED, STOPPED, STOPPED),
                new Row(Directive.RESUME, KEPT, KEPT, KEPT, KEPT, KEPT),
                new Row(Directive.RESET, FRESH, KEPT, STOPPED, STOPPED, STOPPED),
                new Row(Directive.RESET_ALL, FRESH, FRESH, STOPPED, STOPPED, STOPPED),
                new Row(Directive.RESET_CHILD, KEPT, KEPT, KEPT, KEPT, KEPT),
                new Row(Directive.RESET_ALL_CHILDREN, KEPT, KEPT, FRESH, FRESH, STOPPED),
                new Row(Directive.ESCALATE, KEPT, KEPT, KEPT, KEPT, KEPT));
    }

    static Stream<Row> escalatedCrash() {
        return Stream.of(
                new Row(Directive.STOP, STOPPED, KEPT, STOPPED, STOPPED, STOPPED),
                new Row(Directive.STOP_ALL, STOPPED, STOPPED, STOPPED, STOPPED, STOPPED),
                new Row(Directive.STOP_CHILD, KEPT, KEPT, STOPPED, KEPT, STOPPED),
                new Row(Directive.STOP_ALL_CHILDREN, KEPT, KEPT, STOPPED, STOPPED, STOPPED),
                new Row(Directive.RESUME, KEPT, KEPT, KEPT, KEPT, KEPT),
                new Row(Directive.RESET, FRESH, KEPT, STOPPED, STOPPED, STOPPED),
                new Row(Directive.RESET_ALL, FRESH, FRESH, STOPPED, STOPPED, STOPPED),
                new Row(Directive.RESET_CHILD, KEPT, KEPT, FRESH, KEPT, STOPPED),
                new Row(Directive.RESET_ALL_CHILDREN, KEPT, KEPT, FRESH, FRESH, STOPPED),
                new Row(Directive.ESCALATE, KEPT, KEPT, KEPT, KEPT, KEPT));
    }

    @ParameterizedTest
    @MethodSource("ownCrash")
    void aDecisionAboutACrashOfTheActorsOwn(Row row) {
        Family family = new Family(
                system,
                Map.of(
                        "actor", SupervisionPolicy.always(row.directive()),
                        "parent", SupervisionPolicy.always(Directive.RESUME)));

        family.crash("actor", WAITING);

        expect(family, row, "actor");
    }

    @ParameterizedTest
    @MethodSource("escalatedCrash")
    void aDecisionAboutACrashThatTheChildEscalated(Row row) {
        Family family = new Family(
                system,
                Map.of(
                        "child", SupervisionPolicy.always(Directive.ESCALATE),
                        "actor", SupervisionPolicy.always(row.directive()),
                        "parent", SupervisionPolicy.always(Directive.RESUME)));

        family.crash("child", WAITING);

        expect(family, row, "child");
    }

    /** The parent is in the midst of a turn, with more to do, when the crash reaches it. */
    @ParameterizedTest
    @MethodSource("escalatedCrash")
    void aDecisionOfABusyActorAboutACrashThatTheChildEscalated(Row row) {
        Family family = new Family(
                system,
                Map.of(
                        "child", SupervisionPolicy.always(Directive.ESCALATE),
                        "actor", SupervisionPolicy.always(row.directive()),
                        "parent", SupervisionPolicy.always(Directive.RESUME)));
        Gate gate = new Gate();
        family.member("actor").tell(new Family.Message.Hold(gate));
        gate.awaitReached();

        family.crash("child", List.of());
        gate.open();

        expect(family, row, "nobody");
    }

    private static void expect(Family family, Row row, String crashed) {
        Map<String, Fate> fates = Map.of(
                "parent", KEPT,
                "actor", row.actor(),
                "sibling", row.sibling(),
                "child", row.child(),
                "other", row.other(),
                "grandchild", row.grandchild());
        // Those that something happens to come first: then it has happened when the others are looked at.
        for (Fate fate : List.of(STOPPED, FRESH, KEPT)) {
            fates.forEach((name, theirs) -> {
                if (theirs == fate) {
                    family.expect(name, fate, name.equals(crashed) ? WAITING : List.of());
                }
            });
        }
    }
}

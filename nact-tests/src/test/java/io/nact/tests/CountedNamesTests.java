package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import io.nact.supervision.Directive;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Under which names messages and exceptions are counted, and how many names there are at most. */
class CountedNamesTests {

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    private record Nested() {}

    private static final class Elsewhere {

        private record Nested() {}
    }

    private Set<String> namesOf(Object... messages) {
        ActorRef<Object> counting = system.spawn("counting", probe.behavior());
        for (Object message : messages) {
            counting.tell(message);
        }
        probe.next(messages.length);
        system.stopAndWait(counting);
        return system.type("counting").messages().keySet().stream()
                .map(Counted.Messages::message)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aNestedClassHasItsSimpleName() {
        assertThat(namesOf(new Nested(), "text", 1)).containsExactly("Integer", "Nested", "String");
    }

    @Test
    void classesOfOneSimpleNameAreCountedTogether() {
        assertThat(namesOf(new Nested(), new Elsewhere.Nested())).containsExactly("Nested");
        assertThat(system.type("counting").messages())
                .isEqualTo(Map.of(new Counted.Messages("Nested", Outcome.HANDLED), 2L));
    }

    @Test
    void whatHasNoSimpleNameHasOneAllTheSameWithoutAnythingThatChangesFromRunToRun() {
        Object anonymous = new Object() {};
        Function<Object, Object> lambda = whatever -> whatever;
        assertThat(namesOf(anonymous, lambda)).containsExactly("CountedNamesTests$$Lambda", "CountedNamesTests$1");
    }

    @Test
    void newsOfAnEndIsCountedAsWhatTheActorSees() {
        ActorRef<Object> watched = system.spawn("watched", probe.behavior());
        ActorRef<Script<?>> watching =
                system.spawn("watching", Script.syncActor().onTerminated((news, context) -> probe.saw(news)));
        Script.in(watching, context -> context.watch(watched));

        system.stopAndWait(watched);
        probe.next();
        Script.settle(watching);

        assertThat(system.type("watching").messages())
                .containsEntry(new Counted.Messages("Terminated", Outcome.HANDLED), 1L);
    }

    @Test
    void classesWithoutEndEndInOther() {
        List<Object> messages = new ArrayList<>(ofManyClasses());
        assertThat(messages.stream().map(Object::getClass).distinct()).hasSize(255);

        Set<String> names = namesOf(messages.toArray());

        assertThat(names).hasSize(101).contains(Counted.OTHER);
        assertThat(system.type("counting").messages())
                .containsEntry(new Counted.Messages(Counted.OTHER, Outcome.HANDLED), 155L);
        assertThat(system.type("counting").messages(Outcome.HANDLED)).isEqualTo(255);
    }

    private interface A {}

    private interface B {}

    private interface C {}

    private interface D {}

    private interface E {}

    private interface F {}

    private interface G {}

    private interface H {}

    /** A class for each subset of interfaces. */
    private static List<Object> ofManyClasses() {
        Class<?>[] interfaces = {A.class, B.class, C.class, D.class, E.class, F.class, G.class, H.class};
        List<Object> made = new ArrayList<>();
        for (int subset = 1; subset < 1 << interfaces.length; subset++) {
            List<Class<?>> chosen = new ArrayList<>();
            for (int i = 0; i < interfaces.length; i++) {
                if ((subset & 1 << i) != 0) {
                    chosen.add(interfaces[i]);
                }
            }
            made.add(Proxy.newProxyInstance(
                    CountedNamesTests.class.getClassLoader(),
                    chosen.toArray(Class<?>[]::new),
                    (proxy, method, arguments) -> method.getReturnType() == int.class ? (Object) 0 : null));
        }
        return made;
    }

    @Test
    void exceptionsHaveSimpleNamesToo() {
        ActorRef<Script<?>> crashing =
                system.spawn("crashing", Script.syncActor().onCrash(crash -> Directive.RESET));
        crashing.tell(Script.run(context -> {
            throw new OnPurpose();
        }));
        assertReply(crashing.ask(Script.reply(context -> "alive"))).isEqualTo("alive");

        await().untilAsserted(() -> {
            assertThat(system.type("crashing").crashes()).isEqualTo(Map.of(new Counted.Crashes("OnPurpose"), 1L));
            assertThat(system.type("crashing").resets()).isEqualTo(Map.of(new Counted.Resets("OnPurpose"), 1L));
        });
    }

    private static final class OnPurpose extends RuntimeException {}

    @Test
    void typesWithoutEndEndInOther() {
        for (int i = 0; i < 600; i++) {
            system.spawn("made-up-" + i, Behaviors.stateless((message, context) -> {}));
        }

        assertThat(system.actors().metrics().types()).hasSize(501);
        assertThat(system.type(Counted.OTHER).live()).isEqualTo(100);
    }
}

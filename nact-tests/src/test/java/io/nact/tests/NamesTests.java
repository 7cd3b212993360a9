package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorNameTakenException;
import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.path.ActorPath;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 1: any string is a legal name, and a bad argument is the caller's error and nobody else's. */
class NamesTests {

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    /** nact: only the letters and signs of RFC 1738, so that no e-mail address can be a name. */
    static Stream<String> anyString() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                "/",
                "a/b",
                "//",
                "%",
                "%2F",
                "me@example.org",
                "a?b&c#d~e:f=g",
                "null",
                "$user",
                "*",
                "\n\t\0",
                "naïve 日本語",
                "😀",
                "\uD800",
                "\uDE00\uD83D",
                "x".repeat(10_000));
    }

    /** They have one hash code, as strings that somebody makes up for that purpose may have. */
    private static String hostile(int number) {
        return IntStream.range(0, 17)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    /** It would take minutes if each were compared with each. */
    @Test
    @Timeout(30)
    void noNamesCanBeChosenSoThatTheyTakeLongToFind() {
        int names = 100_000;
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        assertThat(hostile(1)).hasSameHashCodeAs(hostile(names - 1)).isNotEqualTo(hostile(names - 1));

        for (int i = 0; i < names; i++) {
            system.spawn(parent, hostile(i), probe.behavior());
        }

        for (int i = 0; i < names; i++) {
            assertThat(system.actors().find(system.path("parent", hostile(i)))).isPresent();
        }
        system.stopAndWait(parent);
        assertThat(system.live()).isZero();
    }

    @ParameterizedTest
    @MethodSource("anyString")
    void anyStringIsAName(String name) {
        ActorRef<Object> parent = system.spawn(name, probe.behavior());
        ActorRef<Script<?>> child = system.spawn(parent, name, Script.actor());

        assertThat(child.name()).isEqualTo(name);
        assertThat(child.path()).isEqualTo(system.path(name, name));
        assertThat(ActorPath.parse(child.path().toString())).isEqualTo(child.path());
        assertReply(child.ask(Script.reply(context -> List.of(context.name(), context.path()))))
                .isEqualTo(List.of(name, child.path()));
        assertReply(system.<Script<?>>child(parent, name).ask(Script.reply(context -> "the same")))
                .isEqualTo("the same");
        parent.tell("hello");
        probe.expect("hello");
    }

    @Test
    void namesThatLookAlikeAreDifferent() {
        List<String> names = anyString().toList();
        names.forEach(name -> system.spawn(name, Script.actor()));

        assertThat(system.live()).isEqualTo(names.size());
    }

    @Test
    void aTakenNameIsTheSpawnersErrorAndChangesNothing() {
        ActorRef<Object> first = system.spawn("name", probe.behavior());

        assertThatExceptionOfType(ActorNameTakenException.class)
                .isThrownBy(() -> system.spawn("name", Script.actor()))
                .withMessageContaining("name");

        first.tell("still here");
        probe.expect("still here");
        assertThat(system.live()).isOne();
    }

    @Test
    void aTakenNameIsTheErrorOfTheTurnThatSpawns() {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        ActorRef<Object> child = system.spawn(parent, "child", probe.behavior());

        CompletableFuture<Object> spawning =
                parent.ask(Script.run(context -> context.spawn("child", probe.behavior())));

        assertFailure(spawning).isInstanceOf(ActorNameTakenException.class);
        child.tell("still here");
        probe.expect("still here");
        assertReply(parent.ask(Script.reply(context -> context.children().size())))
                .isEqualTo(1);
    }

    @Test
    void theSameNameServesUnderAnotherParentAndInAnotherSystem() {
        ActorRef<Object> one = system.spawn("one", probe.behavior());
        ActorRef<Object> other = system.spawn("other", probe.behavior());
        system.spawn(one, "name", probe.behavior());
        system.spawn(other, "name", probe.behavior());
        try (TestSystem another = TestSystem.create().open()) {
            another.spawn("one", probe.behavior());
        }

        one.tell("unharmed");
        probe.expect("unharmed");
    }

    @Test
    void onlyOneOfManyThreadsGetsTheName() {
        int threads = 32;
        for (int round = 0; round < 20; round++) {
            String name = "name-" + round;
            AtomicInteger taken = new AtomicInteger();
            CyclicBarrier together = new CyclicBarrier(threads);
            List<CompletableFuture<Void>> spawners = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                spawners.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                together.await();
                                system.spawn(name, probe.behavior());
                            } catch (ActorNameTakenException e) {
                                taken.incrementAndGet();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        task -> new Thread(task).start()));
            }
            spawners.forEach(Waiting::reply);

            assertThat(taken).hasValue(threads - 1);
        }
        assertThat(system.live()).isEqualTo(20);
    }

    @Test
    void aNameIsFreeOnceItsActorHasEnded() {
        for (int i = 0; i < 100; i++) {
            ActorRef<Object> actor = system.spawn("name", probe.behavior());
            actor.tell(i);
            probe.expect(i);
            system.stopAndWait(actor);
        }
    }

    @Test
    void aNameIsTakenUntilItsActorHasEnded() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("name", Script.actor().afterStop((state, context) -> gate.pass()));
        CompletableFuture<Void> stopped = system.stop(actor);
        gate.awaitReached();

        assertThatExceptionOfType(ActorNameTakenException.class).isThrownBy(() -> system.spawn("name", Script.actor()));

        gate.open();
        Waiting.reply(stopped);
        system.spawn("name", probe.behavior());
    }

    @Test
    void aNameIsFreeAgainAfterACrash() {
        ActorRef<Script<?>> actor =
                system.spawn("name", Script.actor().afterStop((state, context) -> probe.saw("ended")));
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        probe.expect("ended");
        system.stopAndWait(actor);

        system.spawn("name", probe.behavior());
    }

    @Test
    void aChildsNameIsFreeForTheParentOnceTheChildHasEnded() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        for (int i = 0; i < 20; i++) {
            ActorRef<Script<?>> child = Waiting.reply(
                    parent.ask(Script.<ActorRef<Script<?>>>reply(context -> context.spawn("child", Script.actor()))));
            system.stopAndWait(child);
        }

        assertReply(parent.ask(Script.reply(context -> context.children().size())))
                .isEqualTo(0);
    }

    @Test
    void generatedNamesAreAllDifferent() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Script<?>> spawner = system.spawn("spawner", Script.actor());
        Set<String> names = new HashSet<>();
        int count = 2_000;

        for (int i = 0; i < count; i++) {
            names.add(system.spawn(probe.behavior()).name());
            ActorRef<Object> child =
                    Waiting.reply(spawner.ask(Script.reply(context -> context.spawn(probe.behavior()))));
            names.add("child " + child.name());
        }

        assertThat(names).hasSize(2 * count);
        assertThat(parent.name()).isNotIn(names);
    }

    /** nact: a random number, checked against nothing but the duplicate test, which then throws. */
    @Test
    void generatedNamesMakeWayForNamesThatLookLikeThem() {
        Pattern numbered = Pattern.compile("(.*?)([0-9a-z]+)", Pattern.DOTALL);
        String first = system.spawn(probe.behavior()).name();
        Matcher parts = numbered.matcher(first);
        if (parts.matches()) {
            for (int radix : new int[] {10, 16, 36}) {
                squat(parts.group(1), parts.group(2), radix);
            }
        }

        IntStream.range(0, 200).forEach(i -> system.spawn(probe.behavior()));
    }

    private void squat(String prefix, String digits, int radix) {
        long number;
        try {
            number = Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            return;
        }
        for (int i = 1; i <= 100; i++) {
            try {
                system.spawn(prefix + Long.toString(number + i, radix), probe.behavior());
            } catch (ActorNameTakenException e) {
                // squatted already
            }
        }
    }

    @Test
    void aGeneratedNameCanBeAddressed() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Script<?>> spawner = system.spawn("spawner", Script.actor());
        ActorRef<Object> child = Waiting.reply(spawner.ask(Script.reply(context -> context.spawn(probe.behavior()))));

        system.child(spawner, child.name()).tell("hello");

        probe.expect("hello");
        assertThat(child.path()).isEqualTo(spawner.path().child(child.name()));
        assertThat(parent.path()).isNotEqualTo(child.path());
    }

    /** nact: a bad property throws after the child was registered, and its ghost keeps the name. */
    @Test
    void aBadArgumentLeavesNoGhost() {
        Behavior<Object> noMailbox = probe.behavior().mailbox(dropped -> {
            throw new IllegalArgumentException("no mailbox, on purpose");
        });
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());

        assertThatThrownBy(() -> system.spawn("name", noMailbox)).hasMessage("no mailbox, on purpose");
        assertThatThrownBy(() -> system.spawn(parent, "name", noMailbox)).hasMessage("no mailbox, on purpose");
        assertThatThrownBy(() -> system.spawn("name", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> system.spawn(null, probe.behavior())).isInstanceOf(NullPointerException.class);

        assertThat(system.live()).isOne();
        system.spawn("name", probe.behavior()).tell("top");
        probe.expect("top");
        system.spawn(parent, "name", probe.behavior()).tell("child");
        probe.expect("child");
    }
}

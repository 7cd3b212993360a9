package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.testkit.ManualTime;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Entities;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import io.nact.router.Routers;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A router for actors that live without it. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class RouterGroupTests {

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    RouterGroupTests(Engines engine) {
        system = TestSystem.on(engine).with(clock);
    }

    private ActorRef<Script<?>> routee(String name) {
        return system.spawn(name, Script.actor());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private ActorRef<Script<?>> group(ActorRef<Script<?>>... routees) {
        return system.spawn("group", Routers.group(List.of(routees)));
    }

    /** Who handles the group's next message. */
    private static String next(ActorRef<Script<?>> group) {
        return Waiting.reply(group.ask(Script.reply(context -> context.name())));
    }

    private static List<String> next(ActorRef<Script<?>> group, int messages) {
        return IntStream.range(0, messages).mapToObj(i -> next(group)).toList();
    }

    @Test
    void itsRouteesTakeTurns() {
        ActorRef<Script<?>> group = group(routee("a"), routee("b"), routee("c"));

        assertThat(next(group, 4)).containsExactly("a", "b", "c", "a");
    }

    @Test
    void itsRouteesOutliveIt() {
        ActorRef<Script<?>> a = routee("a");
        ActorRef<Script<?>> group = group(a);
        assertThat(next(group)).isEqualTo("a");

        system.stopAndWait(group);

        assertReply(a.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void oneThatHasStoppedIsLeftOut() {
        ActorRef<Script<?>> a = routee("a");
        ActorRef<Script<?>> group = group(a, routee("b"), routee("c"));
        assertThat(next(group)).isEqualTo("a");

        system.stopAndWait(a);

        await().untilAsserted(() -> assertThat(next(group)).isNotEqualTo("a"));
        assertThat(next(group, 6)).containsOnly("b", "c");
    }

    @Test
    void oneThatHasCrashedIsLeftOut() {
        ActorRef<Script<?>> group = group(routee("a"), routee("b"));

        assertFailure(group.ask(Script.run(context -> {
                    throw new IllegalStateException("on purpose");
                })))
                .hasMessage("on purpose");

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(next(group, 4)).containsOnly("b"));
    }

    @Test
    void itComesBackWithTheNextActorOfItsNameAndGoesWithThatOne() {
        ActorRef<Script<?>> a = routee("a");
        ActorRef<Script<?>> group = group(a, routee("b"));
        system.stopAndWait(a);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(next(group, 4)).containsOnly("b"));

        ActorRef<Script<?>> again = routee("a");
        assertThat(next(group, 4)).containsExactlyInAnyOrder("a", "b", "a", "b");

        system.stopAndWait(again);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(next(group, 4)).containsOnly("b"));
    }

    @Test
    void oneThatDoesNotLiveYetComesLater() {
        ActorRef<Script<?>> b = routee("b");
        ActorRef<Script<?>> a = routee("a");
        system.stopAndWait(a);
        ActorRef<Script<?>> group = group(a, b);
        assertThat(next(group, 4)).containsOnly("b");

        routee("a");

        assertThat(next(group, 4)).containsExactlyInAnyOrder("a", "b", "a", "b");
    }

    @Test
    void aPassivatedOneStays() {
        Entities<Script<?>> kind = EntityKinds.register(system.actors(), "kind", Script.actor(), IDLE);
        ActorRef<Script<?>> entity = kind.get("a");
        assertReply(entity.ask(Script.reply(context -> context.name()))).isEqualTo("a");
        ActorRef<Script<?>> group = group(entity, routee("b"));
        assertThat(next(group, 2)).containsExactly("a", "b");

        clock.advance(IDLE.multipliedBy(2));
        await().until(() -> system.type("kind").live() == 0);

        assertThat(next(group, 2)).containsExactly("a", "b");
    }

    @Test
    void whenAllAreGoneAnAskerLearnsAtOnce() {
        ActorRef<Script<?>> a = routee("a");
        ActorRef<Script<?>> b = routee("b");
        ActorRef<Script<?>> group = group(a, b);
        system.stopAndWait(a);
        system.stopAndWait(b);

        assertFailure(group.ask(Script.reply(context -> "nobody there"))).isInstanceOf(ActorStoppedException.class);
        assertFailure(group.<String>ask(replyTo -> Script.run(context -> replyTo.tell("nobody there"))))
                .isInstanceOf(ActorStoppedException.class);

        routee("b");
        assertThat(next(group)).isEqualTo("b");
    }

    @Test
    void whenAllAreGoneAToldMessageIsADeadLetter() {
        ActorRef<Script<?>> a = routee("a");
        ActorRef<Script<?>> group = group(a);
        system.stopAndWait(a);

        group.tell(Script.run(context -> {}));

        await().until(() -> system.deadLetters(Reason.STOPPED) == 1);
    }

    @Test
    void anAdaptedReferenceCountsAsPresent() {
        ActorRef<Script<?>> polite = routee("a").adapt(script -> script);
        ActorRef<Script<?>> group = group(polite, routee("b"));

        assertThat(next(group, 3)).containsExactly("a", "b", "a");
    }

    @Test
    void oneThatIsNamedTwiceCountsOnce() {
        ActorRef<Script<?>> a = routee("a");
        ActorRef<Script<?>> group = group(a, system.child(root(), "a"), routee("b"));

        assertThat(next(group, 4)).containsExactly("a", "b", "a", "b");
    }

    @Test
    void itHasAtLeastOneRoutee() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Routers.group(List.<ActorRef<Object>>of()))
                .withMessage("A group has at least one routee");
    }

    private ActorRef<?> root() {
        ActorRef<Script<?>> asker = system.spawn("asker", Script.actor());
        return Waiting.reply(asker.ask(Script.<ActorRef<?>>reply(context -> context.parent())));
    }
}

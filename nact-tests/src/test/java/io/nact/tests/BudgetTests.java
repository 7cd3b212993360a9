package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.MailboxFullException;
import io.nact.ReplyRef;
import io.nact.SystemOptions;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guarantee 11: as many messages as the system may hold wait in all mailboxes and stashes together. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class BudgetTests {

    private static final int MOST = 100;

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    /** What the busy actors wait for. */
    private final List<CompletableFuture<Object>> stages = new ArrayList<>();

    private final Engines engine;

    BudgetTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(clock).with(options -> options.withMaxMessages(MOST));
    }

    @AfterEach
    void letThemGoOn() {
        stages.forEach(stage -> stage.complete(""));
    }

    @Test
    void oneActorMayHaveThemAll() {
        ActorRef<Script<?>> actor = busy("actor");

        assertThat(fill(List.of(actor))).isEqualTo(MOST);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 60})
    void allActorsTogetherMayHaveThem(int actors) {
        assertThat(fill(busy(actors))).isEqualTo(MOST);
    }

    /** It is counted roughly then, but not so that few messages each are none. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 3_000})
    void ofManyThatMayWaitItIsAboutAsManyHoweverManyTheActorsAre(int actors) {
        int most = 20_000;
        try (TestSystem large = TestSystem.on(engine)
                .with(options -> options.withMaxMessages(most))
                .open()) {
            List<ActorRef<Script<?>>> all = IntStream.range(0, actors)
                    .mapToObj(i -> busy(large, "actor " + i))
                    .toList();

            assertThat(fill(all)).isBetween(most * 3 / 4, most * 5 / 4);
            letThemGoOn();
        }
    }

    /** Each is the only child of its parent, and so at the same place as all the others. */
    @Test
    void ofOnlyChildrenItIsAboutAsManyToo() {
        int most = 100_000;
        try (TestSystem large = TestSystem.on(engine)
                .with(options -> options.withMaxMessages(most))
                .open()) {
            List<ActorRef<Script<?>>> all = IntStream.range(0, 3_000)
                    .mapToObj(i -> busy(
                            large, large.spawn(large.spawn("parent " + i, Script.actor()), "child", Script.actor())))
                    .toList();

            assertThat(fill(all)).isBetween(most * 3 / 4, most * 5 / 4);
            letThemGoOn();
        }
    }

    @Test
    void allKindsOfMailboxesCount() {
        List<ActorRef<Script<?>>> all = new ArrayList<>();
        Comparator<Object> order = Comparator.comparingInt(System::identityHashCode);
        List.of(
                        Mailboxes.unbounded(),
                        Mailboxes.bounded(1_000),
                        Mailboxes.priority(order),
                        Mailboxes.priority(1_000, order))
                .forEach(
                        kind -> all.add(busy(system, system.spawn(Script.actor().mailbox(kind)))));

        assertThat(fill(all)).isEqualTo(MOST);
    }

    @Test
    void anOfferWaitsForThatRoomToo() {
        ActorRef<Script<?>> actor = busy("actor");
        fill(List.of(actor));

        CompletableFuture<Void> offer = actor.offer(Script.run(context -> probe.saw("offered")));

        await().during(Duration.ofMillis(50))
                .until(() -> !offer.isDone() && system.actors().depth(actor) == MOST);
        letThemGoOn();
        assertReply(offer).isNull();
        probe.expect("offered");
    }

    @Test
    void anAskerBeyondThatLearnsThatItIsTheSystemThatIsFull() {
        fill(List.of(busy("busy")));
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());

        assertFailure(other.ask(Script.reply(context -> 1)))
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining(system.actors().name())
                .hasMessageContaining("" + MOST);
    }

    @Test
    void whoTellsBeyondThatMakesADeadLetter() {
        fill(List.of(busy("busy")));
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());
        Script<Object> message = Script.run(context -> probe.saw("handled"));

        other.tell(message);

        assertThat(system.deadLetters(Reason.FULL)).isOne();
        assertThat(system.actors().recentDeadLetters())
                .containsExactly(new DeadLetter(other.path(), message, Reason.FULL));
        letThemGoOn();
        system.stopAndWait(other);
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void whoOnlyTriesHasItsMessageStill() {
        fill(List.of(busy("busy")));
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());

        assertThat(other.tryTell(Script.run(context -> {}))).isFalse();

        assertThat(system.deadLetters(Reason.FULL)).isZero();
    }

    @Test
    void thereIsRoomAgainForWhatHasBeenHandled() {
        ActorRef<Script<?>> busy = busy("busy");
        fill(List.of(busy));

        letThemGoOn();

        await().until(() -> system.actors().depth(busy) == 0);
        assertReply(busy.ask(Script.reply(context -> "answered"))).isEqualTo("answered");
        assertThat(fill(List.of(busy(system, busy)))).isEqualTo(MOST);
    }

    @Test
    void thereIsRoomAgainForWhatAStopLeavesBehind() {
        ActorRef<Script<?>> busy = busy("busy");
        fill(List.of(busy));
        CompletableFuture<Void> stopped = system.stop(busy);
        letThemGoOn();
        Waiting.reply(stopped);

        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(MOST);
        assertThat(fill(List.of(busy("next")))).isEqualTo(MOST);
    }

    @Test
    void whatIsStashedCounts() {
        ActorRef<Script<?>> hoarder = system.spawn("hoarder", Script.actor());
        for (int i = 0; i < 40; i++) {
            hoarder.tell(Script.run(context -> context.stash().add()));
        }
        assertReply(hoarder.ask(Script.reply(context -> context.stash().size())))
                .isEqualTo(40);

        assertThat(fill(List.of(busy("busy")))).isEqualTo(MOST - 40);
    }

    @Test
    void thereIsRoomAgainForWhatWasStashed() {
        ActorRef<Script<?>> hoarder = system.spawn("hoarder", Script.actor());
        for (int i = 0; i < 40; i++) {
            boolean[] again = {false};
            hoarder.tell(Script.run(context -> {
                if (!again[0]) {
                    again[0] = context.stash().add();
                }
            }));
        }
        assertReply(hoarder.ask(Script.reply(context -> context.stash().size())))
                .isEqualTo(40);
        hoarder.tell(Script.run(context -> context.stash().unstash(20)));
        assertReply(hoarder.ask(Script.reply(context -> context.stash().size())))
                .isEqualTo(20);

        assertThat(fill(List.of(busy("busy")))).isEqualTo(MOST - 20);
        letThemGoOn();
        system.stopAndWait(hoarder);
        assertThat(fill(List.of(busy("next")))).isEqualTo(MOST);
    }

    /** In their own lane: what the actors need to go on, and to become fewer. */
    @Test
    void signalsRepliesTicksAndPipedMessagesPassMeanwhile() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        ActorRef<Script<?>> child = system.spawn(actor, "child", Script.actor());
        CompletableFuture<Integer> work = new CompletableFuture<>();
        CompletableFuture<ReplyRef<Integer>> promise = new CompletableFuture<>();
        CompletableFuture<Integer> ask = actor.ask(new Script<>((request, context) -> {
            context.timers().startSingle("tick", Script.run(inner -> probe.saw("tick")), Duration.ofSeconds(1));
            context.pipeToSelf(work, (n, failure) -> Script.run(inner -> probe.saw("piped")));
            context.watchWith(child, Script.run(inner -> probe.saw("child ended")));
            // Last, so that whoever learns of it finds the timer started.
            promise.complete(context.replyTo(request));
            return null;
        }));
        ReplyRef<Integer> replyTo = Waiting.reply(promise);
        assertThat(fill(List.of(busy("busy")))).isEqualTo(MOST);

        clock.advance(Duration.ofSeconds(1));
        probe.expect("tick");
        work.complete(1);
        probe.expect("piped");
        replyTo.reply(42);
        assertReply(ask).isEqualTo(42);
        system.stopAndWait(child);
        probe.expect("child ended");
        assertThat(busy("busy as well").tryTell(Script.run(context -> {}))).isFalse();
    }

    /** Whatever has happened to the messages, in the end nothing is left of them in the account. */
    @Test
    void theCountNeverDrifts() {
        Random random = new Random(42);
        for (int round = 0; round < 20; round++) {
            List<ActorRef<Script<?>>> all = busy(5);
            List<CompletableFuture<?>> asks = new ArrayList<>();
            for (int i = 0; i < 2 * MOST; i++) {
                ActorRef<Script<?>> actor = all.get(random.nextInt(all.size()));
                switch (random.nextInt(6)) {
                    case 0 -> asks.add(actor.ask(Script.reply(context -> 1), Duration.ofSeconds(1)));
                    case 1 -> asks.add(actor.offer(Script.run(context -> {})));
                    case 2 -> actor.tell(Script.run(context -> context.stash().add()));
                    case 3 -> actor.tell(Script.run(context -> context.stash().unstash(2)));
                    case 4 -> actor.tell(Script.run(context -> context.forward(all.get(0), Script.run(inner -> {}))));
                    default -> actor.tell(Script.run(context -> {}));
                }
            }
            asks.forEach(ask -> {
                if (random.nextInt(3) == 0) {
                    ask.cancel(false);
                }
            });
            system.stop(all.get(1));
            clock.advance(Duration.ofSeconds(2));
            letThemGoOn();
            all.get(2).tell(Script.run(context -> context.stopAfterDrain()));
            all.forEach(system::stopAndWait);
            ActorRef<Script<?>> last = busy("last");

            assertThat(fill(List.of(last))).as("round " + round).isEqualTo(MOST);
            letThemGoOn();
            system.stopAndWait(last);
        }
    }

    @Test
    void itMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystemOptions.defaults().withMaxMessages(0));
    }

    private List<ActorRef<Script<?>>> busy(int actors) {
        return IntStream.range(0, actors).mapToObj(i -> busy("actor " + i)).toList();
    }

    private ActorRef<Script<?>> busy(String name) {
        return busy(system, name);
    }

    private ActorRef<Script<?>> busy(TestSystem in, String name) {
        return busy(in, in.spawn(name, Script.actor()));
    }

    /** In the midst of a turn, until they are let go on. */
    private ActorRef<Script<?>> busy(TestSystem in, ActorRef<Script<?>> actor) {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        stages.add(stage);
        actor.tell(Script.async((request, context) -> stage));
        await().until(() -> in.actors().depth(actor) == 0);
        return actor;
    }

    /** Sends to one after the other until no more is taken; answers how many were. */
    private static int fill(List<ActorRef<Script<?>>> actors) {
        int taken = 0;
        while (taken < 100_000 && actors.get(taken % actors.size()).tryTell(Script.run(context -> {}))) {
            taken++;
        }
        return taken;
    }
}

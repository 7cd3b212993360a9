package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 2: what was sent before is queued before. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class OrderTests {

    private record Sent(int sender, int number) {}

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    OrderTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void oneSendersMessagesAreHandledInTheOrderOfTheirSending() {
        ActorRef<Object> actor = system.spawn("actor", Behaviors.stateful(0, (state, message, context) -> {
            probe.saw(message);
            return state;
        }));

        IntStream.range(0, 10_000).forEach(actor::tell);

        assertThat(probe.next(10_000))
                .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void eachOfManySendersMessagesAreHandledInTheOrderOfTheirSending() {
        Handled handled = new Handled(4, 40_000);
        ActorRef<Sent> actor = system.spawn("actor", Behaviors.stateful(Sent.class, 0, (state, sent, context) -> {
            handled.handle(sent);
            return state;
        }));

        sendFromManyThreads(actor, 4, 40_000);

        handled.await();
    }

    @Test
    void theOrderHoldsOverResets() {
        int senders = 3;
        int messages = 2_000;
        Handled handled = new Handled(senders, messages);
        AtomicInteger starts = new AtomicInteger();
        ActorRef<Sent> actor = system.spawn(
                "actor",
                Behaviors.statefulFrom(Sent.class, context -> starts.incrementAndGet(), (state, sent, context) -> {
                            handled.handle(sent);
                            if (sent.number() % 50 == 0) {
                                throw new IllegalStateException("a crash now and then, on purpose");
                            }
                            return state;
                        })
                        .onCrash(SupervisionPolicy.always(Directive.RESET)));

        sendFromManyThreads(actor, senders, messages);

        handled.await();
        assertThat(starts).hasValue(1 + senders * messages / 50);
    }

    @Test
    void theOrderHoldsOverAsynchronousTurns() {
        Handled handled = new Handled(3, 3_000);
        ActorRef<Sent> actor = system.spawn("actor", Behaviors.statefulAsync(Sent.class, 0, (state, sent, context) -> {
            handled.handle(sent);
            return sent.number() % 2 == 0
                    ? CompletableFuture.completedFuture(state)
                    : CompletableFuture.supplyAsync(() -> state);
        }));

        sendFromManyThreads(actor, 3, 3_000);

        handled.await();
    }

    @Test
    void actorsMessagesAreHandledInTheOrderOfTheirSending() {
        int senders = 4;
        int messages = 5_000;
        Handled handled = new Handled(senders, messages);
        ActorRef<Sent> receiver = system.spawn("receiver", Behaviors.stateful(Sent.class, 0, (state, sent, context) -> {
            handled.handle(sent);
            return state;
        }));
        for (int i = 0; i < senders; i++) {
            int number = i;
            ActorRef<Integer> sender = system.spawn("sender-" + i, Behaviors.stateful(0, (state, left, context) -> {
                receiver.tell(new Sent(number, state));
                if (left > 1) {
                    context.self().tell(left - 1);
                }
                return state + 1;
            }));
            sender.tell(messages);
        }

        handled.await();
    }

    /** Causality: a to the receiver, then a word to a friend, who then sends to the receiver too. */
    @Test
    void whatASenderCausesIsQueuedAfterWhatItSentBefore() {
        int rounds = 2_000;
        ActorRef<Object> receiver = system.spawn("receiver", Behaviors.stateful(0, (state, message, context) -> {
            probe.saw(message);
            return state;
        }));
        ActorRef<Integer> friend =
                system.spawn("friend", Behaviors.stateless((round, context) -> receiver.tell("friend " + round)));
        ActorRef<Integer> sender = system.spawn(
                "sender",
                Behaviors.<Integer>stateless((round, context) -> {
                            receiver.tell("sender " + round);
                            friend.tell(round);
                        })
                        .concurrency(1));

        IntStream.range(0, rounds).forEach(sender::tell);

        List<Object> order = probe.next(2 * rounds);
        for (int round = 0; round < rounds; round++) {
            assertThat(order.indexOf("sender " + round)).isLessThan(order.indexOf("friend " + round));
        }
    }

    @Test
    void asksAndTellsOfOneSenderAreHandledInTheOrderOfTheirSending() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        List<CompletableFuture<Integer>> replies = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();

        for (int i = 0; i < 1_000; i++) {
            actor.tell(Script.run(context -> next.incrementAndGet()));
            replies.add(actor.ask(Script.reply(context -> next.incrementAndGet())));
        }

        for (int i = 0; i < 1_000; i++) {
            assertReply(replies.get(i)).isEqualTo(2 * i + 2);
        }
    }

    private static void sendFromManyThreads(ActorRef<Sent> actor, int senders, int messages) {
        for (int i = 0; i < senders; i++) {
            int sender = i;
            new Thread(() -> IntStream.range(0, messages).forEach(number -> actor.tell(new Sent(sender, number))))
                    .start();
        }
    }

    /** Checks the order. Its counters are plain: only one turn at a time touches them. */
    private static final class Handled {

        private final int[] next;

        private final CountDownLatch left;

        private volatile String wrong;

        Handled(int senders, int messages) {
            next = new int[senders];
            left = new CountDownLatch(senders * messages);
        }

        void handle(Sent sent) {
            if (next[sent.sender()]++ != sent.number()) {
                wrong = "got " + sent + " and expected number " + (next[sent.sender()] - 1);
            }
            left.countDown();
        }

        void await() {
            try {
                assertThat(left.await(15, TimeUnit.SECONDS))
                        .as("all handled; %d are missing", left.getCount())
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError("Interrupted", e);
            }
            assertThat(wrong).isNull();
        }
    }
}

package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Request;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Entities that are passivated all the time, under fire: nothing lost, nothing doubled, nothing out of order. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class PassivationHammerTests {

    private static final int SENDERS = 4;

    private static final int IDS = 3;

    private static final long RUN = TimeUnit.MILLISECONDS.toNanos(1_200);

    private record Sent(int sender, int number) {}

    private record Echo(int sender, int number) implements Request<Integer> {}

    @RegisterExtension
    final TestSystem system;

    private final AtomicInteger lives = new AtomicInteger();

    private final AtomicInteger handled = new AtomicInteger();

    private final AtomicReference<String> wrong = new AtomicReference<>();

    /** By id, the next number of each sender; plain arrays, since one turn at a time has one id. */
    private final ConcurrentHashMap<String, int[]> next = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, AtomicInteger> alive = new ConcurrentHashMap<>();

    PassivationHammerTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void nothingIsLostAndTheOrderHoldsOverPassivations() {
        Entities<Object> kind = EntityKinds.register(
                system.actors(),
                "kind",
                Behaviors.<int[], Object>statefulFrom(
                                context -> {
                                    lives.incrementAndGet();
                                    if (alive(context.name()).incrementAndGet() != 1) {
                                        wrong.set("two of " + context.name() + " live");
                                    }
                                    return next.computeIfAbsent(context.name(), id -> new int[SENDERS]);
                                },
                                (numbers, message, context) -> {
                                    if (message instanceof Echo echo) {
                                        check(numbers, echo.sender(), echo.number());
                                        context.replyTo(echo).reply(echo.number());
                                    } else if (message instanceof Sent sent) {
                                        check(numbers, sent.sender(), sent.number());
                                    }
                                    return numbers;
                                })
                        .afterStop((numbers, context) -> alive(context.name()).decrementAndGet()),
                Duration.ofMillis(1));
        List<CompletableFuture<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            senders.add(CompletableFuture.supplyAsync(() -> send(kind, sender), task -> new Thread(task).start()));
        }
        int sent = senders.stream().mapToInt(Waiting::reply).sum();

        await().untilAsserted(() -> assertThat(handled).hasValue(sent));
        assertThat(wrong).hasValue(null);
        assertThat(lives.get()).as("entities were passivated at all").isGreaterThan(10);
        for (Reason reason : Reason.values()) {
            assertThat(system.deadLetters(reason))
                    .as("dead letters: %s", reason)
                    .isZero();
        }
    }

    private int send(Entities<Object> kind, int sender) {
        int[] numbers = new int[IDS];
        int sent = 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (long end = System.nanoTime() + RUN; System.nanoTime() < end; ) {
            int id = random.nextInt(IDS);
            ActorRef<Object> entity = kind.get("id-" + id);
            for (int burst = random.nextInt(1, 5); burst > 0; burst--) {
                int number = numbers[id]++;
                sent++;
                if (random.nextInt(4) == 0) {
                    int reply = Waiting.reply(entity.ask(new Echo(sender, number), Duration.ofSeconds(8)));
                    if (reply != number) {
                        wrong.set("asked %d and got %d".formatted(number, reply));
                    }
                } else {
                    entity.tell(new Sent(sender, number));
                }
            }
            // About as long as it takes to be passivated, so that messages meet every moment of it.
            LockSupport.parkNanos(random.nextLong(500_000, 2_500_000));
        }
        return sent;
    }

    private AtomicInteger alive(String id) {
        return alive.computeIfAbsent(id, key -> new AtomicInteger());
    }

    private void check(int[] numbers, int sender, int number) {
        if (numbers[sender]++ != number) {
            wrong.set("expected %d of sender %d and got %d".formatted(numbers[sender] - 1, sender, number));
        }
        handled.incrementAndGet();
    }
}

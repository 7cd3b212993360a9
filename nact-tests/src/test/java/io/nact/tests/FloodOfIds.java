package io.nact.tests;

import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;

/**
 * The program that {@link FloodTests} runs in a JVM of its own: tells as many entities as there are messages, of which only
 * some can live at once, and ends with status 0 if each message was handled or refused.
 */
final class FloodOfIds {

    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

    private static final int SAMPLE = 100_000;

    private final ActorSystem system = ActorSystems.start("flood");

    private final LongAdder handled = new LongAdder();

    private FloodOfIds() {}

    /** Whether the entities are quick or slow, and how many there are. */
    public static void main(String[] arguments) throws Exception {
        long ids = Long.parseLong(arguments[1]);
        new FloodOfIds().run(arguments[0].equals("quick"), ids);
        System.exit(0);
    }

    private void run(boolean quick, long ids) throws Exception {
        long start = System.nanoTime();
        // Nobody leaves but to make room.
        Entities<Object> kind = EntityKinds.register(system, "kind", quick ? quick() : slow(), Duration.ofHours(1));
        long most = 0;
        for (long i = 0; i < ids; i++) {
            kind.get("id-" + i).tell("hello");
            if (i % SAMPLE == 0) {
                most = Math.max(most, live());
            }
        }
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> handled.sum() + refused() == ids);

        System.out.println("%d ids, %d handled, %d refused, at most %d live of %d, %d ms"
                .formatted(
                        ids,
                        handled.sum(),
                        refused(),
                        most,
                        EntityKinds.defaultMaxActive(),
                        (System.nanoTime() - start) / 1_000_000));
        // Those that make room live until they have ended.
        check(most <= EntityKinds.defaultMaxActive() * 1.25, "no more lived than may: " + most);
        check(handled.sum() >= EntityKinds.defaultMaxActive(), "as many as may live were reached: " + handled);
        check(system.fatalError().isEmpty(), "no fatal error");
        system.stop().get(60, TimeUnit.SECONDS);
    }

    private Behavior<Object> quick() {
        return Behaviors.stateful(Object.class, 0, (count, message, context) -> {
            handled.increment();
            return count + 1;
        });
    }

    private Behavior<Object> slow() {
        return Behaviors.statefulAsync(
                Object.class,
                0,
                (count, message, context) -> CompletableFuture.supplyAsync(
                        () -> {
                            handled.increment();
                            return count + 1;
                        },
                        LATER));
    }

    private long refused() {
        return system.deadLetters(Reason.FULL);
    }

    private long live() {
        return system.findAll(Object.class).size();
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("Expected that " + what);
        }
    }
}

package io.nact.benchmarks.harness;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.system.ActorSystems;
import java.util.List;
import java.util.concurrent.Callable;

/** What happens once in a while, in steps. */
enum Moment {
    START_UP("an actor system", List.of("start", "spawn, first reply", "stop"), Moment::startUp),
    DEEP_TREE(
            "1,000 actors, each the parent of the next",
            List.of("spawn", "reply of the last", "stop"),
            Moment::deepTree);

    private static final int DEPTH = 1_000;

    private static final Behavior<Hello> BEHAVIOR = Behaviors.stateless(
            Hello.class, (hello, context) -> context.replyTo(hello).reply("hello"));

    private final String title;

    private final List<String> steps;

    private final Callable<long[]> timing;

    Moment(String title, List<String> steps, Callable<long[]> timing) {
        this.title = title;
        this.steps = steps;
        this.timing = timing;
    }

    private record Hello() implements Request<String> {}

    String title() {
        return title;
    }

    List<String> steps() {
        return steps;
    }

    /** How long each step takes, in nanoseconds. */
    long[] time() throws Exception {
        return timing.call();
    }

    private static long[] startUp() {
        long begun = System.nanoTime();
        ActorSystem system = ActorSystems.start("start-up");
        long started = System.nanoTime();
        system.spawn("greeter", BEHAVIOR).ask(new Hello()).join();
        long replied = System.nanoTime();
        system.stop().join();
        return new long[] {started - begun, replied - started, System.nanoTime() - replied};
    }

    private static long[] deepTree() {
        try (ActorSystem system = ActorSystems.start("tree")) {
            long begun = System.nanoTime();
            ActorRef<Hello> top = system.spawn("top", BEHAVIOR);
            ActorRef<Hello> last = top;
            for (int i = 1; i < DEPTH; i++) {
                last = system.spawn(last, "child", BEHAVIOR);
            }
            long spawned = System.nanoTime();
            last.ask(new Hello()).join();
            long replied = System.nanoTime();
            system.stop(top).join();
            return new long[] {spawned - begun, replied - spawned, System.nanoTime() - replied};
        }
    }
}

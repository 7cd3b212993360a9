package io.nact.engine;

import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.SystemOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A system of one's own for each race, with no thread: a race's actors run its dispatcher and its clock. */
final class Bench {

    final HandDriven dispatcher = new HandDriven();

    final HandSetClock clock = new HandSetClock();

    final LocalSystem system = new LocalSystem(
            "bench", SystemOptions.defaults().withDispatcher(dispatcher).withScheduler(clock));

    /** A bench whose system has started. */
    static Bench started() {
        Bench bench = new Bench();
        bench.system.start();
        bench.dispatcher.runAll();
        return bench;
    }

    <M> Cell<M> spawn(String name, Behavior<M> behavior) {
        return system.root().children().spawn(name, behavior);
    }

    /** An actor that only has a place in the tree. */
    Cell<Void> spawn(String name) {
        return spawn(name, idler());
    }

    static Behavior<Void> idler() {
        return Behaviors.stateful(Void.class, 0, (state, message, context) -> state);
    }

    /** Runs the code as the engine does, so that what it owes is done on this thread when it returns. */
    static void asEngine(Runnable code) {
        Activation.run(code);
    }

    /** What has become of the future: the value, the simple name of the exception, or that it is open. */
    static String outcome(CompletableFuture<?> future) {
        if (!future.isDone()) {
            return "open";
        }
        return future.handle((value, failure) -> failure == null
                        ? String.valueOf(value)
                        : failure.getClass().getSimpleName())
                .join();
    }

    static final Duration AN_HOUR = Duration.ofHours(1);
}

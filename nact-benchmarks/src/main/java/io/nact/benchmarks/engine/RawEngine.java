package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * A queue for each actor and a fork-join pool for all: no names, no tree, no supervision, no dead letters, no time-outs, no
 * counts. What any library has to be measured by.
 */
abstract class RawEngine implements Engine<RawActor> {

    final ForkJoinPool pool;

    final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "raw-clock");
        thread.setDaemon(true);
        return thread;
    });

    RawEngine(int threads) {
        this.pool = new ForkJoinPool(threads, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }

    @Override
    public abstract RawActor spawn(Supplier<? extends Actor<RawActor>> actor);

    @Override
    public void tell(RawActor to, Object message) {
        to.tell(message);
    }

    @Override
    public CompletionStage<Object> ask(RawActor to, Object message) {
        RawActor.Asked asked = new RawActor.Asked(message, new CompletableFuture<>());
        to.tell(asked);
        return asked.answer();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdownNow();
    }
}

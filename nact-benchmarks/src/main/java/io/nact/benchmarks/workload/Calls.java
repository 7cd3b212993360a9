package io.nact.benchmarks.workload;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Outside;
import io.nact.benchmarks.Workload;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads outside that ask one actor and block, each until its answer is there. An operation is a call. */
final class Calls<R> implements Workload<R> {

    private final Engine<R> engine;

    private final R actor;

    private final Outside callers;

    private final int threads;

    private final int each;

    private Calls(Engine<R> engine, int size, int threads) {
        this.engine = engine;
        this.actor = engine.spawn(Asks.Echo::new);
        this.callers = new Outside(threads);
        this.threads = threads;
        this.each = Math.max(1, size / threads);
    }

    static <R> Calls<R> one(Engine<R> engine, int size) {
        return new Calls<>(engine, size, 1);
    }

    static <R> Calls<R> of64(Engine<R> engine, int size) {
        return new Calls<>(engine, size, 64);
    }

    @Override
    public long run() throws Exception {
        // A single caller is the thread that is here anyway: to have another do it costs more than a thousand calls.
        int right = threads == 1 ? call() : callTogether();
        Finish.check("answers", each * threads, right);
        return (long) each * threads;
    }

    private int callTogether() throws Exception {
        AtomicInteger right = new AtomicInteger();
        callers.run(thread -> right.addAndGet(call()));
        return right.get();
    }

    private int call() {
        int right = 0;
        for (int i = 0; i < each; i++) {
            if (engine.call(actor, Asks.Echo.QUESTION) == Asks.Echo.QUESTION) {
                right++;
            }
        }
        return right;
    }
}

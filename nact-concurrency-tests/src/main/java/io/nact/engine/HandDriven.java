package io.nact.engine;

import io.nact.dispatch.Dispatcher;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A dispatcher without threads: what it is given runs when, and where, somebody says so. */
final class HandDriven implements Dispatcher {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    private final AtomicInteger taken = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        taken.incrementAndGet();
        tasks.add(task);
    }

    /** How many tasks it has ever been given. */
    int taken() {
        return taken.get();
    }

    /** Runs what waits, and what comes of it, on this thread; several may do so at once. */
    void runAll() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    /** Forgets what waits: the right to run the actors that do is with whoever calls this. */
    void forget() {
        tasks.clear();
    }

    @Override
    public String name() {
        return "hand-driven";
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public boolean mayRunOnCaller() {
        return true;
    }

    @Override
    public void close() {}
}

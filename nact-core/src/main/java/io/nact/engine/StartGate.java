package io.nact.engine;

import io.nact.dispatch.Dispatcher;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps actors from their dispatchers until the system starts. */
final class StartGate {

    private final Queue<Held> held = new ConcurrentLinkedQueue<>();

    private volatile boolean open;

    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
        release();
    }

    void execute(Dispatcher dispatcher, Runnable task) {
        if (open) {
            dispatcher.execute(task);
            return;
        }
        held.add(new Held(dispatcher, task));
        // The gate may have been opened, and the queue emptied, between the look and the add.
        if (open) {
            release();
        }
    }

    private void release() {
        for (Held next = held.poll(); next != null; next = held.poll()) {
            next.dispatcher().execute(next.task());
        }
    }

    private record Held(Dispatcher dispatcher, Runnable task) {}
}

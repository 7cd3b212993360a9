package io.nact.engine;

import io.nact.dispatch.Dispatcher;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps actors from their dispatchers until the system starts. */
final class StartGate {

    private static final Logger log = LoggerFactory.getLogger(StartGate.class);

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
            run(next);
        }
    }

    /** One dispatcher that takes no more must not keep the others' actors. */
    private static void run(Held held) {
        try {
            held.dispatcher().execute(held.task());
        } catch (RejectedExecutionException closed) {
            log.error(
                    "An actor cannot start: its dispatcher '{}' is closed",
                    held.dispatcher().name());
        }
    }

    private record Held(Dispatcher dispatcher, Runnable task) {}
}

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

    private final Queue<Runnable> followers = new ConcurrentLinkedQueue<>();

    private volatile boolean open;

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

    /** Runs the task when the gate is open, at once if it is. */
    void whenOpen(Runnable task) {
        if (open) {
            task.run();
            return;
        }
        followers.add(task);
        if (open) {
            release();
        }
    }

    private void release() {
        for (Held next = held.poll(); next != null; next = held.poll()) {
            run(next);
        }
        for (Runnable next = followers.poll(); next != null; next = followers.poll()) {
            next.run();
        }
    }

    /** One dispatcher that takes no more must not keep the others' actors. */
    private static void run(Held held) {
        try {
            held.dispatcher().execute(held.task());
        } catch (RejectedExecutionException closed) {
            if (held.task() instanceof Scheduled<?> actor) {
                actor.unschedulable(closed);
            } else {
                log.error(
                        "A turn cannot run: its dispatcher '{}' is closed",
                        held.dispatcher().name());
            }
        }
    }

    private record Held(Dispatcher dispatcher, Runnable task) {}
}

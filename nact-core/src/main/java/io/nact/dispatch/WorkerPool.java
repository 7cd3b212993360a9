package io.nact.dispatch;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A work-stealing pool in which a worker that is held up costs the others nothing. It has a desk for each task that it may
 * run at once, and a queue for tasks from outside; who has an empty desk takes from that queue, then from the others' desks.
 */
final class WorkerPool implements Dispatcher {

    /** So many milliseconds in one task, to twice as many, are a sign of blocking. */
    private static final long TICK_MILLIS = 20;

    private final String name;

    private final Desk[] desks;

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    private final Crew crew;

    WorkerPool(String name, int parallelism) {
        this(name, parallelism, TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
    }

    WorkerPool(String name, int parallelism, long tick) {
        this.name = name;
        this.desks = Stream.generate(Desk::new).limit(parallelism).toArray(Desk[]::new);
        this.crew = new Crew(this, desks, tick);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int parallelism() {
        return desks.length;
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
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        if (crew.isClosed()) {
            throw new RejectedExecutionException("Dispatcher '%s' is closed and takes no more tasks".formatted(name));
        }
        if (Thread.currentThread() instanceof Worker worker && worker.isOf(this)) {
            worker.submit(task);
        } else {
            submit(task);
        }
    }

    /** Puts the task where any worker finds it. */
    void submit(Runnable task) {
        queue.add(task);
        crew.wake();
    }

    @Nullable
    Runnable take() {
        return queue.poll();
    }

    /**
     * What waits on another desk, for the worker whose own is empty.
     *
     * @param from any number, another one each time, so that thieves do not all come to the same desk first
     */
    @Nullable
    Runnable steal(Desk own, int from) {
        Runnable task = queue.poll();
        for (int i = 0; task == null && i < desks.length; i++) {
            task = another(from, i).queue().poll();
        }
        for (int i = 0; task == null && i < desks.length; i++) {
            Desk desk = another(from, i);
            task = desk == own ? null : desk.stealFromSlot();
        }
        return task;
    }

    private Desk another(int from, int i) {
        return desks[Integer.remainderUnsigned(from + i, desks.length)];
    }

    /** Whether a task waits that any worker may take; not one in a slot. */
    boolean hasWork() {
        if (!queue.isEmpty()) {
            return true;
        }
        for (Desk desk : desks) {
            if (!desk.queue().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    Crew crew() {
        return crew;
    }

    Desk desk(int index) {
        return desks[index];
    }

    @Override
    public void close() {
        crew.close();
    }
}

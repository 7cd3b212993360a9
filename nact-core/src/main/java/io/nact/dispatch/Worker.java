package io.nact.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that runs the tasks on its desk, then those of the others, then rests. Without a desk, it waits for one. */
final class Worker extends Thread {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    /** How many tasks are taken from the slot before the queue gets its turn. */
    private static final int MOST_IN_A_ROW = 32;

    /** Each so many tasks the pool's queue comes first; a power of two. */
    private static final int GLOBAL_INTERVAL = 64;

    private static final VarHandle BEGUN;

    private static final VarHandle RUNNING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            BEGUN = lookup.findVarHandle(Worker.class, "begun", int.class);
            RUNNING = lookup.findVarHandle(Worker.class, "running", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WorkerPool pool;

    private final Crew crew;

    private final Slot slot = new Slot();

    /** Where it works; null while it is spare. Set to null by itself, else under the crew's lock. */
    volatile @Nullable Desk desk;

    /** How many tasks it has begun. Opaque, as the next: the watchdog compares two looks a tick apart. */
    private int begun;

    private @Nullable Runnable running;

    private int inARow;

    private boolean searching;

    Worker(WorkerPool pool, Crew crew, Desk desk, String name) {
        super(null, null, name, 0, false);
        this.pool = pool;
        this.crew = crew;
        this.desk = desk;
        setDaemon(true);
        setPriority(NORM_PRIORITY);
    }

    boolean isOf(WorkerPool other) {
        return pool == other;
    }

    Slot slot() {
        return slot;
    }

    /** The number of its latest task. Any thread. */
    int begun() {
        return (int) BEGUN.getOpaque(this);
    }

    /** Any thread. */
    boolean isStillIn(int task) {
        return begun() == task && RUNNING.getOpaque(this) != null;
    }

    @Override
    public void run() {
        for (Desk mine = desk; mine != null; mine = desk) {
            workAt(mine);
            clearSlot();
            crew.retire(this);
        }
    }

    /** Whoever gave it the desk has counted it among those that search. */
    private void workAt(Desk mine) {
        searching = true;
        crew.beWatched();
        while (mine.worker == this) {
            Runnable task = next(mine);
            if (task == null) {
                task = search(mine);
            }
            if (task != null) {
                perform(task);
            } else {
                rest(mine);
            }
        }
        stopSearching();
    }

    private @Nullable Runnable next(Desk mine) {
        Runnable task = null;
        if (begun % GLOBAL_INTERVAL == 0) {
            task = pool.take();
        }
        if (task == null && inARow++ < MOST_IN_A_ROW) {
            task = slot.take();
        }
        if (task == null) {
            inARow = 0;
            task = mine.queue().poll();
        }
        if (task == null) {
            task = slot.take();
        }
        return task != null ? task : pool.take();
    }

    private void perform(Runnable task) {
        stopSearching();
        RUNNING.setOpaque(this, task);
        BEGUN.setOpaque(this, begun + 1);
        try {
            task.run();
        } catch (Throwable e) {
            report(e);
        }
        // What a task has left behind is not for the next.
        Thread.interrupted();
    }

    private void report(Throwable failure) {
        try {
            log.error("A task ended {} with an exception", getName(), failure);
        } catch (Throwable e) {
            // Short of memory, presumably; the worker must go on.
        }
    }

    private @Nullable Runnable search(Desk mine) {
        RUNNING.setOpaque(this, (Runnable) null);
        if (!searching) {
            searching = true;
            crew.beginSearch();
        }
        return pool.steal(mine, begun);
    }

    private void stopSearching() {
        if (searching) {
            searching = false;
            crew.endSearch();
        }
    }

    private void rest(Desk mine) {
        if (crew.lieDown(mine, this)) {
            stopSearching();
            crew.sleep(mine, this);
            if (mine.worker == this) {
                searching = true; // counted by the waker
                crew.beWatched();
            }
        }
    }

    /** Its running task's: submits another. */
    void submit(Runnable task) {
        Desk mine = desk;
        if (mine == null || mine.worker != this) {
            pool.submit(task);
        } else if (task == running && !mine.isEmpty()) {
            // It wants to go on after the others.
            enqueue(mine, task, true);
        } else {
            putIntoSlot(mine, task);
        }
    }

    private void putIntoSlot(Desk mine, Runnable task) {
        Runnable before = slot.put(task);
        if (before != null) {
            enqueue(mine, before, true);
        } else if (task != running) {
            // For a task that only wants to go on nobody needs to come.
            slot.wakeAnother(crew);
        }
        if (mine.worker != this) {
            clearSlot();
        }
    }

    /** What lies in its slot is for all. Any thread, of a worker that has lost its desk. */
    void clearSlot() {
        Runnable left = slot.take();
        if (left != null) {
            pool.submit(left);
        }
    }

    private void enqueue(Desk mine, Runnable task, boolean wakes) {
        if (!mine.queue().offer(task)) {
            pool.submit(task);
        } else if (wakes || mine.worker != this) {
            crew.wake();
        }
    }
}

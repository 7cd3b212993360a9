package io.nact.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The place of one worker for what its running task has just submitted. Only the worker puts something there, and takes it
 * when its present task is over; others take it if that lasts. It keeps a chain of tasks, each of which submits the next, on
 * one processor.
 */
/*
 * Nobody is told of the task in it, and since only its worker can fill an empty slot, that takes no more than a release
 * store; who takes the task exchanges it for nothing, so one has it.
 *
 * A worker may lose its desk while it puts a task here. It looks afterwards whether it still has it, but that look may be
 * done before the task is to be seen, while whoever gave the desk away saw the slot empty. The task then waits for the
 * watchdog, which goes on looking into the slots of those that have lost their desks, or for the end of the worker's task. To
 * have no such moment would cost a full fence at each task, for one in years.
 */
final class Slot {

    /** Longer than most turns; shorter than the waking of the worker that looks. */
    private static final long PATIENCE = TimeUnit.MICROSECONDS.toNanos(3);

    private static final VarHandle TASK;

    static {
        try {
            TASK = MethodHandles.lookup().findVarHandle(Slot.class, "task", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Runnable task;

    /** Whether to wake another worker for the task in it: a guess that may be lost, so plain. */
    private boolean wakes = true;

    /** Whether its worker is busy with waking another. */
    private volatile boolean waking;

    /** Its worker's: puts the task there; answers the one that lay there. */
    @Nullable
    Runnable put(Runnable next) {
        if (task == null) {
            TASK.setRelease(this, next);
            return null;
        }
        return (Runnable) TASK.getAndSet(this, next);
    }

    @Nullable
    Runnable take() {
        return task == null ? null : (Runnable) TASK.getAndSetAcquire(this, (Runnable) null);
    }

    boolean isEmpty() {
        return task == null;
    }

    /**
     * Takes the task if its worker, this, is busy with something long; one that comes to it soon has what the task needs in
     * its cache.
     */
    @Nullable
    Runnable steal(Worker owner) {
        if (task == null) {
            return null;
        }
        int present = owner.begun();
        long start = System.nanoTime();
        while (task != null && owner.isStillIn(present)) {
            if (System.nanoTime() - start > PATIENCE) {
                if (waking) {
                    // Its task takes so long only because it has woken this thief: they would rob each other on and on.
                    return null;
                }
                wakes = true;
                return take();
            }
            Thread.onSpinWait();
        }
        return null;
    }

    /**
     * Wakes a worker for a task that lies in the slot alone, if that is worth it: as long as others get to such tasks before
     * its own worker does, and once a tick to find out.
     */
    void wakeAnother(Crew crew) {
        if (wakes && crew.hasResting()) {
            waking = true;
            wakes = !crew.wake();
            waking = false;
        }
    }

    void tryWaking() {
        wakes = true;
    }
}

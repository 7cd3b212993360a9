package io.nact.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tasks at hand for one worker: a slot for what the running task has just submitted, and a queue for the rest. A pool
 * has as many desks as it may run tasks at once. Any thread may put and take, so that a desk can be given to another worker
 * while its own is held up.
 */
/*
 * The slot keeps a chain of tasks, each of which submits the next, on one processor. Nobody is told of the task in it: the
 * worker that put it there looks into the slot when its present task is over. So a worker has to notice that its desk has
 * been given away meanwhile:
 *
 *   held-up worker, in submit()               watchdog, then the new worker
 *   1  slot: put the task     (volatile)      a  desk.worker = new worker   (volatile)
 *   2  read desk.worker       (volatile)      b  read slot                  (volatile)
 *   3  if it is another: take the task back and put it into the pool's queue
 *
 * All four have one total order: if the new worker misses the task in b, the old one sees in 2 that it has lost the desk.
 * Both may see it, and one of them takes it. That the total order is needed is why the slot is written by a volatile
 * exchange; to take from it, acquire is enough.
 */
final class Desk {

    /** A task that submits more than that at once is rare enough to pay for the pool's linked queue. */
    static final int CAPACITY = 1024;

    /** Longer than most turns; shorter than the waking of the worker that looks. */
    private static final long PATIENCE = TimeUnit.MICROSECONDS.toNanos(3);

    private static final VarHandle SLOT;

    static {
        try {
            SLOT = MethodHandles.lookup().findVarHandle(Desk.class, "slot", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TaskRing queue = new TaskRing(CAPACITY);

    private volatile @Nullable Runnable slot;

    /** Who works here; null before the first, and after the last of a closed pool. Written under the crew's lock. */
    volatile @Nullable Worker worker;

    /** Whether its worker rests. Written under the crew's lock. */
    volatile boolean resting = true;

    /** Whether to wake another worker for a task in the slot: a guess that may be lost, so plain. */
    private boolean slotWakes = true;

    /** Whether the worker is busy with waking another. */
    private volatile boolean waking;

    /** Puts the task into the slot; answers the one that lay there. */
    @Nullable
    Runnable exchange(Runnable task) {
        return (Runnable) SLOT.getAndSet(this, task);
    }

    @Nullable
    Runnable takeFromSlot() {
        return slot == null ? null : (Runnable) SLOT.getAndSetAcquire(this, (Runnable) null);
    }

    TaskRing queue() {
        return queue;
    }

    boolean isEmpty() {
        return slot == null && queue.isEmpty();
    }

    /**
     * Takes another worker's task from the slot if that worker is busy with something long; one that comes to it soon has
     * what the task needs in its cache.
     */
    @Nullable
    Runnable stealFromSlot() {
        Worker owner = worker;
        if (slot == null || owner == null) {
            return null;
        }
        int task = owner.begun();
        long start = System.nanoTime();
        while (slot != null && owner.isStillIn(task)) {
            if (System.nanoTime() - start > PATIENCE) {
                if (waking) {
                    // Its task takes so long only because it has woken this thief: they would rob each other on and on.
                    return null;
                }
                slotWakes = true;
                return takeFromSlot();
            }
            Thread.onSpinWait();
        }
        return null;
    }

    /**
     * Wakes a worker for a task that lies in the slot alone, if that is worth it: as long as others get to such tasks before
     * the worker of this desk does, and once a tick to find out.
     */
    void wakeForSlot(Crew crew) {
        if (slotWakes && crew.hasResting()) {
            waking = true;
            slotWakes = !crew.wake();
            waking = false;
        }
    }

    void tryWakingForSlot() {
        slotWakes = true;
    }
}

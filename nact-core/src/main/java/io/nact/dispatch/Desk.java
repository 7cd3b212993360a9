package io.nact.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A right to run tasks, and a queue of those that wait for it. A pool has as many desks as it may run tasks at once. Any
 * thread may put and take, so that a desk can be given to another worker while its own is held up.
 */
final class Desk {

    /** A task that submits more than that at once is rare enough to pay for the pool's linked queue. */
    static final int CAPACITY = 1024;

    private final TaskRing queue = new TaskRing(CAPACITY);

    /** Who works here; null before the first, and after the last of a closed pool. Written under the crew's lock. */
    volatile @Nullable Worker worker;

    /** Whether its worker rests. Written under the crew's lock. */
    volatile boolean resting = true;

    TaskRing queue() {
        return queue;
    }

    /** Whether nothing waits for whoever works here. */
    boolean isEmpty() {
        Worker owner = worker;
        return (owner == null || owner.slot().isEmpty()) && queue.isEmpty();
    }

    /** Takes what waits in the slot of whoever works here, if that takes long. */
    @Nullable
    Runnable stealFromSlot() {
        Worker owner = worker;
        return owner == null ? null : owner.slot().steal(owner);
    }
}

package io.nact.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The workers of a pool: who rests, how many search, who is spare. Wakes, lends and dismisses them. */
/*
 * No task sleeps while a worker rests. Only the task in a slot is left to the worker that put it there; for the others,
 * in the pool's queue or on a desk:
 *
 *   who submits                               who finds nothing
 *   1  queue the task        (volatile)       a  resting: push the desk    (volatile)
 *   2  read resting          (volatile)       b  searching: one less       (volatile)
 *   3  read searching        (volatile)       c  if none: read the queues  (volatile)
 *   4  if somebody rests and nobody searches: wake one, who then searches
 *
 * All of these have one total order. If 2 sees nobody at rest, then each worker has still to go through a and b; if 3 sees
 * somebody searching, then that one has still to go through b, or has found work, which also makes it one less and, if it
 * was the last, read the queues. In both cases the last of them comes to c after 1, and sees the task or that it is taken.
 * So one look by the last is enough, and at most one worker is woken at a time. With release and acquire in place of
 * volatile, 2 could be done before 1, and a before c be seen after it: both would miss each other.
 *
 * What is rare, and costs a park or an unpark anyway, is done under the lock. Who leaves the rest has been taken out of it
 * by its waker, which has counted it as searching before, so that no second one is woken for the same task.
 *
 * A closed pool differs in one thing: workers that find nothing leave their desks empty, and end. A task whose submitter
 * has seen the pool open, but queues it only now, has a new thread started for it in 4.
 */
final class Crew {

    /** How many threads may be held up, beyond those that the pool has anyway, before tasks have to wait for them. */
    static final int MOST_LENT = 256;

    private final WorkerPool pool;

    private final int desks;

    private final long tick;

    private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

    private final AtomicInteger searching = new AtomicInteger();

    private final Deque<Desk> resting = new ArrayDeque<>();

    /** The size of {@code resting}, for readers without the lock. */
    private volatile int restingCount;

    private final Deque<Worker> spares = new ArrayDeque<>();

    /** Those that have lost their desks and are not back from the task that held them up. */
    private final Set<Worker> heldUp = ConcurrentHashMap.newKeySet();

    private int threads;

    private int hired;

    private int wakes;

    private int wakesBefore;

    private volatile @Nullable Watchdog watchdog;

    /** Whether the watchdog is awake. */
    private volatile boolean watched;

    private volatile boolean closed;

    /** Its threads get the context class loader of the one that calls this. */
    Crew(WorkerPool pool, Desk[] desks, long tick) {
        this.pool = pool;
        this.desks = desks.length;
        this.tick = tick;
        for (Desk desk : desks) {
            resting.add(desk);
        }
        restingCount = desks.length;
    }

    boolean isClosed() {
        return closed;
    }

    boolean hasResting() {
        return restingCount > 0;
    }

    void beginSearch() {
        searching.incrementAndGet();
    }

    void endSearch() {
        if (searching.decrementAndGet() == 0 && pool.hasWork()) {
            wake();
        }
    }

    /** There is a task: has somebody come and search for it. False if all are busy, or somebody searches anyway. */
    boolean wake() {
        if (restingCount == 0 || searching.get() > 0) {
            return false;
        }
        Desk desk = takeOneFromRest();
        if (desk == null) {
            return false;
        }
        // Without the lock: who is woken, or goes to rest meanwhile, would have to wait for it.
        LockSupport.unpark(desk.worker);
        return true;
    }

    private synchronized @Nullable Desk takeOneFromRest() {
        Desk desk = resting.peek();
        if (desk == null || searching.get() > 0) {
            return null;
        }
        beginSearch();
        if (desk.worker == null) {
            hire(desk);
        }
        resting.remove();
        restingCount = resting.size();
        desk.resting = false;
        wakes++;
        return desk;
    }

    /** Whether the worker, which has found nothing, rests from now on. Not if it has lost its desk. */
    synchronized boolean lieDown(Desk desk, Worker worker) {
        if (desk.worker != worker) {
            return false;
        }
        if (closed) {
            desk.worker = null;
        }
        desk.resting = true;
        resting.push(desk);
        restingCount = resting.size();
        if (closed && restingCount == desks) {
            LockSupport.unpark(watchdog);
        }
        return true;
    }

    /** Waits until the worker is woken or dismissed. */
    void sleep(Desk desk, Worker worker) {
        while (desk.resting && desk.worker == worker) {
            LockSupport.park(this);
            Thread.interrupted();
        }
    }

    /**
     * Gives the desk of a worker that is held up in this task to another. False if there are too many threads.
     */
    synchronized boolean lend(Desk desk, Worker late, int task) {
        // The look that said so was without the lock. In the same task still, it is neither asleep nor being woken.
        if (desk.worker != late || !late.isStillIn(task) || hasResting()) {
            return true;
        }
        Worker spare = spares.poll();
        if (spare == null && threads >= desks + MOST_LENT) {
            return false;
        }
        beginSearch();
        if (spare == null) {
            hire(desk);
        } else {
            desk.worker = spare;
            spare.desk = desk;
            LockSupport.unpark(spare);
        }
        heldUp.add(late);
        late.clearSlot();
        // So that the watchdog does not fall asleep before it has looked there once more.
        wakes++;
        return true;
    }

    /** What those that are held up have put into their slots just when they lost their desks is for all. */
    void clearSlots() {
        heldUp.forEach(Worker::clearSlot);
    }

    private void hire(Desk desk) {
        Worker before = desk.worker;
        Worker worker = new Worker(pool, this, desk, "nact-%s-%d".formatted(pool.name(), hired));
        worker.setContextClassLoader(classLoader);
        desk.worker = worker;
        try {
            worker.start();
        } catch (Throwable e) {
            desk.worker = before;
            searching.decrementAndGet();
            throw e;
        }
        hired++;
        threads++;
    }

    /** The worker has come back to a desk that is another's by now: it waits to be lent itself, or ends. */
    void retire(Worker worker) {
        worker.desk = null;
        if (becomesSpare(worker)) {
            while (worker.desk == null && !closed) {
                LockSupport.park(this);
                Thread.interrupted();
            }
        }
    }

    private synchronized boolean becomesSpare(Worker worker) {
        heldUp.remove(worker);
        if (closed || spares.size() >= desks) {
            threads--;
            return false;
        }
        spares.push(worker);
        return true;
    }

    /** Sees to it that the watchdog is awake while anybody works. */
    void beWatched() {
        if (!watched) {
            wakeWatchdog();
        }
    }

    private synchronized void wakeWatchdog() {
        if (!watched) {
            if (watchdog == null) {
                Watchdog hired = new Watchdog(pool, this, tick);
                try {
                    hired.start();
                } catch (OutOfMemoryError e) {
                    // No more threads. Whoever begins to work next tries again; tasks run meanwhile.
                    return;
                }
                watchdog = hired;
            }
            watched = true;
            LockSupport.unpark(watchdog);
        }
    }

    /** Waits while all rest. False if that is for good. */
    boolean awaitWork(Watchdog watching) {
        if (goesToSleep()) {
            while (!watched && watchdog == watching) {
                LockSupport.park(this);
                Thread.interrupted();
            }
        }
        return watchdog == watching;
    }

    /** If nobody has worked since it was asked last, so that a pool with little to do needs not wake it for each task. */
    private synchronized boolean goesToSleep() {
        boolean quiet = resting.size() == desks && (closed || wakes == wakesBefore);
        wakesBefore = wakes;
        if (quiet) {
            watched = false;
            if (closed) {
                watchdog = null;
            }
        }
        return quiet;
    }

    /** Those that rest, or are spare, end now, the others when they find nothing more to do. */
    synchronized void close() {
        closed = true;
        for (Desk desk : resting) {
            Worker worker = desk.worker;
            desk.worker = null;
            LockSupport.unpark(worker);
        }
        threads -= spares.size();
        spares.forEach(LockSupport::unpark);
        spares.clear();
        Watchdog watching = watchdog;
        if (!watched) {
            watchdog = null;
        }
        LockSupport.unpark(watching);
    }
}

package io.nact.dispatch;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks at the workers each tick, and has another go on in place of one that is held up: that was in the same
 * task at the look before, while tasks wait. Asleep while all workers rest. Goes by the machine's clock.
 */
final class Watchdog extends Thread {

    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private final WorkerPool pool;

    private final Crew crew;

    private final long tick;

    private final @Nullable Look[] before;

    private boolean exhausted;

    /** What it saw at a desk: who, in which task. */
    private record Look(Worker worker, int task) {

        boolean isTrueStill() {
            return worker.isStillIn(task);
        }
    }

    Watchdog(WorkerPool pool, Crew crew, long tick) {
        super(null, null, "nact-%s-watchdog".formatted(pool.name()), 0, false);
        this.pool = pool;
        this.crew = crew;
        this.tick = tick;
        this.before = new Look[pool.parallelism()];
        setContextClassLoader(null);
        setDaemon(true);
        setPriority(NORM_PRIORITY);
    }

    @Override
    public void run() {
        while (crew.awaitWork(this)) {
            LockSupport.parkNanos(this, tick);
            try {
                lookAround();
            } catch (Throwable e) {
                log.error("{} could not lend a thread in place of one that is held up", getName(), e);
            }
        }
    }

    void lookAround() {
        boolean enough = true;
        for (int i = 0; i < before.length; i++) {
            Desk desk = pool.desk(i);
            Worker worker = desk.worker;
            Look look = worker == null ? null : new Look(worker, worker.begun());
            if (look != null && look.equals(before[i]) && look.isTrueStill()) {
                enough &= relieve(desk, look);
            }
            before[i] = look;
            if (worker != null) {
                worker.slot().tryWaking();
            }
        }
        crew.clearSlots();
        if (!enough && !exhausted) {
            log.warn(
                    "Dispatcher '{}' has {} threads that are held up in tasks, and starts no more: others wait until one comes back. Tasks that block belong on a dispatcher of virtual threads, or on one of their own",
                    pool.name(),
                    Crew.MOST_LENT);
        }
        exhausted = !enough;
    }

    private boolean relieve(Desk desk, Look look) {
        if (desk.isEmpty() && !pool.hasWork()) {
            return true;
        }
        if (crew.hasResting()) {
            crew.wake();
            return true;
        }
        return crew.lend(desk, look.worker, look.task);
    }
}

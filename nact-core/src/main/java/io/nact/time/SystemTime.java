package io.nact.time;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clock, with a thread that runs what is due and rests until something is. */
final class SystemTime implements Scheduler {

    private static final Logger log = LoggerFactory.getLogger(SystemTime.class);

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    /** After so many it looks what has come in the meantime, or a flood of timers would pile up behind a million that are due. */
    private static final int MOST_IN_A_ROW = 256;

    private final Ticks ticks = new Ticks(System.nanoTime());

    private final Thread thread;

    private final TimerInbox inbox;

    private SystemTime(String threadName, boolean daemon) {
        thread = new Thread(this::run, threadName);
        thread.setDaemon(daemon);
        inbox = new TimerInbox(() -> LockSupport.unpark(thread));
    }

    static SystemTime start(String threadName, boolean daemon) {
        SystemTime started = new SystemTime(threadName, daemon);
        started.thread.start();
        return started;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return put(ticks.after(nanoTime(), nanos(delay)), task);
    }

    @Override
    public Timer scheduleAt(long time, Runnable task) {
        return put(ticks.notBefore(time), task);
    }

    private Timer put(long tick, Runnable task) {
        PendingTimer timer = new PendingTimer(tick, Objects.requireNonNull(task, "task"));
        inbox.put(timer);
        return timer;
    }

    private static long nanos(Duration delay) {
        if (delay.isNegative()) {
            return 0;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : delay.toNanos();
    }

    private void run() {
        // Of this thread alone, and gone with it.
        TimerWheel wheel = new TimerWheel();
        while (inbox.takeOver(wheel)) {
            wheel.advance(ticks.passed(nanoTime()));
            if (!runSome(wheel)) {
                rest(wheel.next());
            }
        }
    }

    /** False if nothing was due. */
    private boolean runSome(TimerWheel wheel) {
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            PendingTimer timer = wheel.poll();
            if (timer == null) {
                return i > 0;
            }
            run(timer);
        }
        return true;
    }

    private static void run(PendingTimer timer) {
        Runnable task = timer.take();
        if (task != null) {
            try {
                task.run();
            } catch (Throwable failure) {
                report(failure);
            }
            // What a task has left behind is not for the next, and would keep the clock from resting.
            Thread.interrupted();
        }
    }

    private static void report(Throwable failure) {
        try {
            log.error("A task that was due failed", failure);
        } catch (Throwable e) {
            // Short of memory, presumably; the clock must go on.
        }
    }

    private void rest(long tick) {
        long until = inbox.rest(tick);
        if (until == TimerInbox.AWAKE) {
            return;
        }
        if (until == TimerWheel.NEVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, ticks.nanosUntil(until, nanoTime()));
        }
        Thread.interrupted();
        inbox.endRest();
    }

    @Override
    public void close() {
        inbox.close();
        if (Thread.currentThread() != thread) {
            // For a task that keeps the thread, although it should not.
            thread.interrupt();
        }
    }
}

package io.nact.testkit;

import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test {@linkplain #advance moves} it: the source of time of one actor system. Any
 * thread may use it; a closed one forgets what is due and goes on taking more.
 */
public final class ManualTime implements Scheduler {

    /** Its readings overflow soon, as any may: only their differences count. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));

    private long elapsed;

    private long count;

    @Override
    public synchronized long nanoTime() {
        return START + elapsed;
    }

    /** How much time has passed. */
    public synchronized Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /** How many tasks are due now or later, called-off ones not counted. */
    public synchronized int pending() {
        return due.size();
    }

    @Override
    public synchronized Timer schedule(Duration delay, Runnable task) {
        Due entry = new Due(at(delay), count++, task);
        due.add(entry);
        return () -> callOff(entry);
    }

    /**
     * Lets the time pass, and runs on this thread what falls due in it, each task at its own time: in the order of those
     * times, and of several with the same time the one first that was scheduled first. What an actor then does, it does
     * on its own thread: wait for that with a {@link TestProbe}.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public void advance(Duration by) {
        long target = target(by);
        while (moveToNext(target)) {
            Runnable task = pollDue();
            if (task != null) {
                task.run();
            }
        }
        jumpTo(target);
    }

    @Override
    public synchronized void close() {
        due.clear();
    }

    /** The time, in nanoseconds since the start, that lies so far ahead. */
    synchronized long target(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not go back, as by " + by);
        }
        return at(by);
    }

    /** Moves on to the time of the next task, if that comes until then; false if none does. */
    synchronized boolean moveToNext(long until) {
        Due next = due.peek();
        if (next == null || next.at > until) {
            return false;
        }
        elapsed = Math.max(elapsed, next.at);
        return true;
    }

    /** Moves on to that time without running what falls due. */
    synchronized void jumpTo(long time) {
        elapsed = Math.max(elapsed, time);
    }

    /** Whether a task's time has come. */
    synchronized boolean hasDue() {
        Due next = due.peek();
        return next != null && next.at <= elapsed;
    }

    /** The next task whose time has come. */
    synchronized @Nullable Runnable pollDue() {
        if (!hasDue()) {
            return null;
        }
        Due next = due.poll();
        return next == null ? null : next.task;
    }

    private synchronized void callOff(Due entry) {
        due.remove(entry);
    }

    private long at(Duration delay) {
        if (delay.isNegative()) {
            return elapsed;
        }
        Duration longest = Duration.ofNanos(Long.MAX_VALUE - elapsed);
        return delay.compareTo(longest) > 0 ? Long.MAX_VALUE : elapsed + delay.toNanos();
    }

    private record Due(long at, long number, Runnable task) {}
}

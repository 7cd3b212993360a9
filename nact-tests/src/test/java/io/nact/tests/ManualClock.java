package io.nact.tests;

import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when the test says so. Its readings overflow soon, as any may: only their differences count. */
final class ManualClock implements Scheduler {

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
    synchronized Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /** How many things are due, called-off ones not counted. */
    synchronized int pending() {
        return due.size();
    }

    @Override
    public synchronized Timer schedule(Duration delay, Runnable task) {
        Due entry = new Due(at(delay), count++, task);
        due.add(entry);
        return () -> callOff(entry);
    }

    /** Lets the time pass and runs, on this thread, what falls due in it, in order, each at its own time. */
    void advance(Duration by) {
        long target;
        synchronized (this) {
            target = at(by);
        }
        for (Due next = nextUntil(target); next != null; next = nextUntil(target)) {
            next.task().run();
        }
    }

    @Override
    public synchronized void close() {
        due.clear();
    }

    private synchronized Due nextUntil(long target) {
        Due next = due.peek();
        if (next == null || next.at() > target) {
            elapsed = Math.max(elapsed, target);
            return null;
        }
        elapsed = Math.max(elapsed, next.at());
        return due.poll();
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

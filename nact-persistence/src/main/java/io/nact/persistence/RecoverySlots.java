package io.nact.persistence;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many actors may get their state back at once: others wait their turn, so that a start of thousands leaves a database
 * and the heap alone. First come, first served. May be used from any thread.
 *
 * <p>Who is given up by its system in the middle of it tells nobody. So a slot that has not been {@linkplain Slot#use used} for
 * long is free for others; while somebody waits, an alarm sees to it.
 */
final class RecoverySlots {

    private static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final int limit;

    private final LongSupplier clock;

    private final Alarm alarm;

    private final Set<Slot> taken = new HashSet<>();

    /** In order; a set, so that whoever goes is found. */
    private final Set<CompletableFuture<Slot>> waiting = new LinkedHashSet<>();

    /** Those that hand out slots. What hangs on a slot may leave one at once, which is for the same thread's next round. */
    private final Set<Thread> granting = new HashSet<>();

    private boolean alarmed;

    /** Does something later. */
    @FunctionalInterface
    interface Alarm {

        void after(long nanos, Runnable action);
    }

    RecoverySlots(int limit) {
        this(limit, System::nanoTime, RecoverySlots::later);
    }

    RecoverySlots(int limit, LongSupplier clock, Alarm alarm) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one actor must be allowed to recover, not " + limit);
        }
        this.limit = limit;
        this.clock = clock;
        this.alarm = alarm;
    }

    private static void later(long nanos, Runnable action) {
        Executor delayed = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
        delayed.execute(action);
    }

    /** A slot, when there is one. Who does not want it any more cancels the future. */
    CompletableFuture<Slot> acquire() {
        CompletableFuture<Slot> wanted = new CompletableFuture<>();
        synchronized (this) {
            waiting.add(wanted);
        }
        wanted.whenComplete((slot, cancelled) -> {
            if (cancelled != null) {
                leave(wanted);
            }
        });
        grant();
        return wanted;
    }

    private synchronized void leave(CompletableFuture<Slot> unwanted) {
        waiting.remove(unwanted);
    }

    private void grant() {
        if (!beginGranting()) {
            return;
        }
        for (Grant next = next(); next != null; next = next()) {
            // Not under the lock: what hangs on the future may come back here.
            if (!next.to().complete(next.slot())) {
                take(next.slot());
            }
        }
    }

    private synchronized boolean beginGranting() {
        return granting.add(Thread.currentThread());
    }

    /** The next one and its slot. Without one, this thread hands out no more. */
    private synchronized @Nullable Grant next() {
        if (waiting.isEmpty() || !isFree()) {
            granting.remove(Thread.currentThread());
            awaitLease();
            return null;
        }
        Iterator<CompletableFuture<Slot>> first = waiting.iterator();
        Grant grant = new Grant(first.next(), new Slot());
        first.remove();
        taken.add(grant.slot());
        return grant;
    }

    private synchronized boolean take(Slot slot) {
        return taken.remove(slot);
    }

    private boolean isFree() {
        if (taken.size() >= limit) {
            taken.removeIf(Slot::isExpired);
        }
        return taken.size() < limit;
    }

    private void awaitLease() {
        if (!alarmed && !waiting.isEmpty()) {
            alarmed = true;
            long longest = taken.stream().mapToLong(Slot::unusedNanos).max().orElse(0);
            alarm.after(Math.max(1, LEASE_NANOS + 1 - longest), this::leaseOver);
        }
    }

    private void leaseOver() {
        synchronized (this) {
            alarmed = false;
        }
        grant();
    }

    private record Grant(CompletableFuture<Slot> to, Slot slot) {}

    /** The right to recover. */
    final class Slot {

        private volatile long usedAt = clock.getAsLong();

        /** It is still needed. */
        void use() {
            usedAt = clock.getAsLong();
        }

        private long unusedNanos() {
            return clock.getAsLong() - usedAt;
        }

        private boolean isExpired() {
            return unusedNanos() > LEASE_NANOS;
        }

        /** Leaves it to others. A second time has no effect. */
        void release() {
            if (take(this)) {
                grant();
            }
        }
    }
}

package io.nact.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many actors may get their state back at once: others wait their turn, so that a start of thousands leaves a database
 * and the heap alone. First come, first served. May be used from any thread.
 *
 * <p>Who is given up by its system in the middle of it tells nobody. So a slot that has not been {@linkplain Slot#use used} for
 * long is free for others.
 */
final class RecoverySlots {

    private static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final int limit;

    private final LongSupplier clock;

    private final Set<Slot> taken = new HashSet<>();

    private final Deque<CompletableFuture<Slot>> waiting = new ArrayDeque<>();

    RecoverySlots(int limit) {
        this(limit, System::nanoTime);
    }

    RecoverySlots(int limit, LongSupplier clock) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one actor must be allowed to recover, not " + limit);
        }
        this.limit = limit;
        this.clock = clock;
    }

    /** A slot, when there is one. Who does not want it any more cancels the future. */
    CompletableFuture<Slot> acquire() {
        CompletableFuture<Slot> wanted = new CompletableFuture<>();
        synchronized (this) {
            waiting.addLast(wanted);
        }
        grant();
        return wanted;
    }

    /** Not under the lock: what hangs on a future may come back here. */
    private void grant() {
        List<Grant> grants = new ArrayList<>(1);
        synchronized (this) {
            while (!waiting.isEmpty() && isFree()) {
                Slot slot = new Slot();
                taken.add(slot);
                grants.add(new Grant(waiting.removeFirst(), slot));
            }
        }
        grants.forEach(Grant::make);
    }

    private boolean isFree() {
        if (taken.size() >= limit) {
            taken.removeIf(Slot::isExpired);
        }
        return taken.size() < limit;
    }

    private record Grant(CompletableFuture<Slot> to, Slot slot) {

        void make() {
            if (!to.complete(slot)) {
                slot.release();
            }
        }
    }

    /** The right to recover. */
    final class Slot {

        private volatile long usedAt = clock.getAsLong();

        /** It is still needed. */
        void use() {
            usedAt = clock.getAsLong();
        }

        private boolean isExpired() {
            return clock.getAsLong() - usedAt > LEASE_NANOS;
        }

        /** Leaves it to others. A second time has no effect. */
        void release() {
            boolean had;
            synchronized (RecoverySlots.this) {
                had = taken.remove(this);
            }
            if (had) {
                grant();
            }
        }
    }
}

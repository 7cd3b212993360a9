package io.nact.engine;

import org.jspecify.annotations.Nullable;

/**
 * How fast actors handle messages, for whoever looks again and again: remembers from one look to another, at least a second
 * later, how many each had handled. Takes no memory while nobody looks, and never more than so much. Any thread.
 */
final class Rates {

    private static final long SHORTEST = 1_000_000_000;

    private final LocalSystem system;

    private final Lease lease;

    private @Nullable Counts latest;

    private @Nullable Counts before;

    private boolean counting;

    Rates(LocalSystem system) {
        this.system = system;
        this.lease = new Lease(system, this::forget);
    }

    private synchronized void forget() {
        if (lease.isOver()) {
            latest = null;
            before = null;
        }
    }

    /** Somebody begins a look at some actors. */
    synchronized Reading read() {
        return reading(system.scheduler().nanoTime());
    }

    private Reading reading(long now) {
        Counts known = latest;
        return new Reading(known != null && now - known.at() >= SHORTEST ? known : before, null, now);
    }

    /** Somebody begins a look at all of them, and will be back. */
    synchronized Reading begin() {
        long now = system.scheduler().nanoTime();
        Counts known = latest;
        if (!system.hasEnded()) {
            lease.renew();
        }
        if (known == null ? !counting : now - known.at() >= SHORTEST && !counting) {
            counting = true;
            return new Reading(known, new Counts(now, known), now);
        }
        return reading(now);
    }

    private synchronized void end(Counts counts) {
        counting = false;
        before = latest;
        latest = counts;
    }

    /** One look. For one thread. */
    final class Reading {

        private final @Nullable Counts base;

        private final @Nullable Counts next;

        private final long now;

        private Reading(@Nullable Counts base, @Nullable Counts next, long now) {
            this.base = base;
            this.next = next;
            this.now = now;
        }

        /** Whether somebody has looked before. */
        boolean hasBase() {
            return base != null;
        }

        /** An actor has handled so many messages, wrapping around. */
        void saw(Cell<?> actor, int handled) {
            if (next != null) {
                next.put(actor, handled);
            }
        }

        /** How many of them a second since it was looked at before; not a number if it was not. */
        double rate(Cell<?> actor, int handled) {
            if (base == null || !base.knows(actor)) {
                return Double.NaN;
            }
            return Math.max(0, handled - base.handled(actor)) * 1e9 / Math.max(1, now - base.at());
        }

        /** The look is over, well or not. */
        void end() {
            if (next != null) {
                Rates.this.end(next);
            }
        }
    }
}

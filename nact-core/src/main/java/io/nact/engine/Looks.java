package io.nact.engine;

import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import io.nact.metrics.ActorMetrics.Snapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all actors of a system: how much waits, how long the oldest message has waited, and who waits for a thread.
 *
 * <p>No sender reads a clock for that. A look puts down how far each mailbox is filled that has something in it, and later
 * ones tell by that what has been there since when. So there is a look each second as long as somebody wants to know, which
 * is from the first time that they ask until a while after the last. Any thread may ask.
 */
final class Looks {

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Longer than anybody waits who asks regularly. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** At most such a part of the time is spent with looking. */
    private static final int SHARE = 100;

    private final LocalSystem system;

    /** Of the actors for which something waited at one of the last two looks. Guarded by the monitor, as the next ones. */
    private final Map<Cell<?>, Arrivals> arrivals = new IdentityHashMap<>();

    /** The number of the last look. */
    private int looks;

    private long askedAt;

    private boolean ticking;

    Looks(LocalSystem system) {
        this.system = system;
    }

    synchronized Snapshot look(Collection<String> dispatchers) {
        askedAt = now();
        Sums sums = new Sums(Running.of(system));
        lookAtAll(sums);
        if (!ticking && !system.hasEnded()) {
            ticking = true;
            tickAfter(now() - askedAt);
        }
        return new Snapshot(
                sums.waiting(),
                dispatchers.stream().map(name -> sums.load(name, system)).toList());
    }

    /** How many nanoseconds the oldest message of this actor has waited; somebody will want to know more of it. */
    synchronized long age(Cell<?> actor) {
        askedAt = now();
        if (!ticking && !system.hasEnded()) {
            ticking = true;
            tickAfter(0);
        }
        return oldest(actor);
    }

    private long now() {
        return system.scheduler().nanoTime();
    }

    private void tickAfter(long took) {
        Duration seldom = Duration.ofNanos(took).multipliedBy(SHARE);
        Duration pause = seldom.compareTo(TICK) > 0 ? seldom : TICK;
        // Not on the clock's thread, which has to be quick.
        system.scheduler().schedule(pause, () -> system.runLater(this::tick));
    }

    private synchronized void tick() {
        long now = now();
        if (system.hasEnded() || now - askedAt > LEASE.toNanos()) {
            ticking = false;
            arrivals.clear();
        } else {
            lookAtAll(null);
            tickAfter(now() - now);
        }
    }

    private void lookAtAll(@Nullable Sums sums) {
        looks++;
        for (Cell<?> actor : Directory.all(system.root())) {
            int waiting = actor.waiting();
            long age = waiting == 0 ? 0 : oldest(actor);
            if (sums != null) {
                sums.add(actor, waiting, age);
            }
        }
        // Not those of the last look: for a moment nothing waits, if what an actor still handles is taken out of its
        // mailbox.
        arrivals.values().removeIf(seen -> seen.look() < looks - 1);
    }

    /** How long the oldest message of an actor has waited for which some do. */
    private long oldest(Cell<?> actor) {
        Arrivals seen = arrivals.computeIfAbsent(actor, added -> new Arrivals());
        seen.lookedAt(looks);
        Envelope outside = actor.life().firstOutside();
        Mailbox mailbox = actor.mailbox();
        int oldest = mailbox.oldest();
        int newest = mailbox.newest();
        // After the numbers, which mean nothing once the mailbox has been closed and what was there has been taken out.
        boolean inside = mailbox.depth() > 0;
        // After the numbers too: so nothing is taken for older than it is.
        long now = now();
        // What waits there has left the mailbox, or never been in it.
        long age = outside == null ? 0 : now - seen.outsideSince(now, outside);
        return inside ? Math.max(age, now - seen.since(now, oldest, newest)) : age;
    }
}

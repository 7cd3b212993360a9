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

    /** Of the actors for which something waited at the last look. Guarded by the monitor, as the next. */
    private final Map<Cell<?>, Arrivals> arrivals = new IdentityHashMap<>();

    private long askedAt;

    private boolean ticking;

    Looks(LocalSystem system) {
        this.system = system;
    }

    synchronized Snapshot look(Collection<String> dispatchers) {
        askedAt = now();
        Sums sums = new Sums(Running.of(system));
        look(askedAt, sums);
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
        return Math.max(0, askedAt - since(askedAt, actor));
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
            look(now, null);
            tickAfter(now() - now);
        }
    }

    private void look(long now, @Nullable Sums sums) {
        for (Cell<?> actor : Directory.all(system.root())) {
            int waiting = actor.waiting();
            long age = waiting == 0 ? 0 : Math.max(0, now - since(now, actor));
            if (sums != null) {
                sums.add(actor, waiting, age);
            }
        }
        arrivals.values().removeIf(seen -> !seen.isOf(now));
    }

    /** Since when the oldest message of an actor waits for which some do. */
    private long since(long now, Cell<?> actor) {
        Arrivals seen = arrivals.computeIfAbsent(actor, added -> new Arrivals());
        seen.lookedAt(now);
        Envelope outside = actor.life().firstOutside();
        // What waits there has left the mailbox, or never been in it.
        long since = outside == null ? now : seen.outsideSince(now, outside);
        Mailbox mailbox = actor.mailbox();
        if (mailbox.depth() == 0) {
            return since;
        }
        long inside = seen.since(now, mailbox.oldest(), mailbox.newest());
        return now - since > now - inside ? since : inside;
    }
}

package io.nact.engine;

import io.nact.event.EventBus.Subscription;
import io.nact.mailbox.Envelope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an actor has only if it uses it: a backlog, timers, watches, offers and more; each made when it is first
 * asked for. For the turns of the actor, which may be several at once, and for whoever abandons it; hence the monitor.
 */
final class Extras<M> {

    private final Cell<M> cell;

    private volatile @Nullable Backlog backlog;

    private volatile @Nullable ActorTimers<M> timers;

    private volatile @Nullable Watching watching;

    private volatile @Nullable Offers offers;

    /** Who wants to know of the actor's end. */
    private volatile @Nullable Watchers watchers;

    private volatile @Nullable Promises promises;

    /** The turns of an actor that takes several messages at once. */
    private @Nullable Beside<M> beside;

    private @Nullable Supervision<M> supervision;

    /** Logs the next messages, if somebody wants that. */
    private volatile @Nullable Trace trace;

    private @Nullable List<Subscription> subscriptions;

    /** Whether the actor has ended, so that what a turn that was given up still starts comes to nothing. */
    private boolean closed;

    Extras(Cell<M> cell) {
        this.cell = cell;
    }

    synchronized Backlog backlog() {
        Backlog present = backlog;
        if (present == null) {
            present = new Backlog(cell.system().budget());
            backlog = present;
        }
        return present;
    }

    synchronized ActorTimers<M> timers() {
        ActorTimers<M> present = timers;
        if (present == null) {
            present = new ActorTimers<>(cell);
            timers = present;
        }
        return present;
    }

    synchronized Watching watching() {
        Watching present = watching;
        if (present == null) {
            present = new Watching(cell);
            watching = present;
            if (closed) {
                present.close();
            }
        }
        return present;
    }

    synchronized Offers offers() {
        Offers present = offers;
        if (present == null) {
            present = new Offers();
            offers = present;
        }
        return present;
    }

    synchronized Watchers watchers() {
        Watchers present = watchers;
        if (present == null) {
            present = new Watchers();
            watchers = present;
        }
        return present;
    }

    @Nullable
    Watchers watchersIfAny() {
        return watchers;
    }

    synchronized Promises promises() {
        Promises present = promises;
        if (present == null) {
            present = new Promises();
            promises = present;
        }
        return present;
    }

    void failPromises() {
        Promises present = promises;
        if (present != null) {
            present.fail();
        }
    }

    /** Whether somebody waits for an answer that an earlier turn has promised. */
    boolean hasPromises() {
        Promises present = promises;
        return present != null && present.areOpen();
    }

    /** Before anybody else has the actor: it takes up to so many messages at once. */
    void takesAtOnce(int concurrency) {
        beside = new Beside<>(concurrency);
    }

    @Nullable
    Beside<M> beside() {
        return beside;
    }

    /** Owner only. */
    Supervision<M> supervision() {
        Supervision<M> present = supervision;
        if (present == null) {
            present = new Supervision<>(cell, cell.life());
            supervision = present;
        }
        return present;
    }

    /** Owner only. */
    @Nullable
    Supervision<M> supervisionIfAny() {
        return supervision;
    }

    synchronized void subscribed(Subscription subscription) {
        if (closed) {
            subscription.close();
            return;
        }
        List<Subscription> present = subscriptions;
        if (present == null) {
            present = new ArrayList<>(2);
            subscriptions = present;
        }
        present.add(subscription);
    }

    /** The next message from outside the mailbox. */
    @Nullable
    Envelope poll() {
        Backlog present = backlog;
        return present == null ? null : present.poll();
    }

    /** How many messages wait outside the mailbox. Any thread. */
    int waiting() {
        Backlog present = backlog;
        return present == null ? 0 : present.waiting();
    }

    /** What waits first outside the mailbox. Any thread. */
    @Nullable
    Envelope first() {
        Backlog present = backlog;
        return present == null ? null : present.first();
    }

    /** Of the next messages from outside the mailbox, what is in the first so many. Any thread. */
    List<Object> first(int most) {
        Backlog present = backlog;
        return present == null ? List.of() : present.first(most);
    }

    int activeTimers() {
        ActorTimers<M> present = timers;
        return present == null ? 0 : present.active();
    }

    /** In place of the one that there is. Owner only. */
    void trace(@Nullable Trace next) {
        Trace before = trace;
        trace = next;
        if (before != null) {
            before.end();
        }
    }

    @Nullable
    Trace traceIfAny() {
        return trace;
    }

    int stashed() {
        Backlog present = backlog;
        return present == null ? 0 : present.stashed();
    }

    /** Whether the actor still waits for something of its own, so that it is not idle. */
    boolean holdsBack() {
        Backlog kept = backlog;
        ActorTimers<M> running = timers;
        return kept != null && !kept.isEmpty() || running != null && running.anyActive();
    }

    /** A message has been taken from the mailbox, so that there is room. */
    void taken() {
        Offers present = offers;
        if (present != null) {
            present.admit(cell);
        }
    }

    /** Whether offered messages wait for room. Any thread. */
    boolean hasOffers() {
        Offers present = offers;
        return present != null && present.areUndecided();
    }

    void turnBegins() {
        ActorTimers<M> present = timers;
        if (present != null) {
            present.turnBegins();
        }
    }

    void rest() {
        ActorTimers<M> present = timers;
        if (present != null) {
            present.rest();
        }
    }

    /** The actor's life ends, by a reset or for good: nothing that it has started reaches the next one. */
    synchronized void lifeEnds() {
        if (timers != null) {
            timers.close();
        }
        if (watching != null) {
            watching.clear();
        }
        if (subscriptions != null) {
            subscriptions.forEach(Subscription::close);
            subscriptions = null;
        }
    }

    /** A fresh life begins, with what the one before had stashed before all that waits. */
    synchronized void lifeBegins() {
        if (timers != null) {
            timers.reopen();
        }
        if (backlog != null) {
            backlog.unstash(Integer.MAX_VALUE);
        }
    }

    /** The actor ends: answers the messages outside the mailbox, oldest first. */
    synchronized List<Envelope> close() {
        closed = true;
        lifeEnds();
        if (watching != null) {
            watching.close();
        }
        if (offers != null) {
            offers.close(cell);
        }
        return backlog == null ? List.of() : backlog.close();
    }
}

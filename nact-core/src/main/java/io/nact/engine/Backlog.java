package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one actor that have left its mailbox and are still to be handled: those it has stashed, and those
 * that come before the mailbox's, because they have been put back or because the mailbox has been closed to be drained.
 *
 * <p>For the turns of the actor, which may be several at once, and for whoever abandons it; hence the monitor.
 */
final class Backlog {

    private final Budget budget;

    private final Deque<Envelope> stashed = new ArrayDeque<>();

    private final Deque<Envelope> next = new ArrayDeque<>();

    private boolean closed;

    /** The size of {@code next}, for whoever wants to know how many wait. */
    private volatile int waiting;

    Backlog(Budget budget) {
        this.budget = budget;
    }

    /** Sets a message aside. False if the actor has been abandoned. */
    synchronized boolean stash(Envelope envelope) {
        if (!closed) {
            stashed.addLast(envelope);
            budget.kept(1);
        }
        return !closed;
    }

    /** Puts the oldest stashed ones back, before all that wait. */
    synchronized void unstash(int messages) {
        List<Envelope> back = new ArrayList<>();
        while (back.size() < messages && !stashed.isEmpty()) {
            back.add(stashed.removeFirst());
        }
        for (int i = back.size() - 1; i >= 0; i--) {
            next.addFirst(back.get(i));
        }
        waiting = next.size();
    }

    /** What is in the first so many that are to be handled next. Any thread. */
    synchronized List<Object> first(int most) {
        List<Object> found = new ArrayList<>();
        for (Envelope envelope : next) {
            Object content = found.size() < most ? envelope.content() : null;
            if (content != null) {
                found.add(content);
            }
        }
        return found;
    }

    synchronized int stashed() {
        return stashed.size();
    }

    /** Adds what comes after those that wait here already. False if the actor has been abandoned. */
    synchronized boolean append(Collection<Envelope> envelopes) {
        if (!closed) {
            next.addAll(envelopes);
            budget.kept(envelopes.size());
            waiting = next.size();
        }
        return !closed;
    }

    /** Takes the next message, if one waits here. */
    synchronized @Nullable Envelope poll() {
        Envelope envelope = next.pollFirst();
        if (envelope != null) {
            budget.kept(-1);
            waiting = next.size();
        }
        return envelope;
    }

    /** The one that {@link #poll} would take. */
    synchronized @Nullable Envelope first() {
        return next.peekFirst();
    }

    /** How many wait here, without those that are stashed. Any thread. */
    int waiting() {
        return waiting;
    }

    /** Whether nothing is here. */
    synchronized boolean isEmpty() {
        return stashed.isEmpty() && next.isEmpty();
    }

    /** Takes no more; answers all, those that wait first. */
    synchronized List<Envelope> close() {
        closed = true;
        List<Envelope> all = new ArrayList<>(next);
        all.addAll(stashed);
        budget.kept(-all.size());
        next.clear();
        stashed.clear();
        waiting = 0;
        return all;
    }
}

package io.nact.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A linked queue of many senders and one owner, whose tail also says whether the actor is idle.
 *
 * <p>The shape is Dmitry Vyukov's intrusive MPSC queue, with a CAS in place of its exchange: a sender reads the last
 * envelope, numbers its own one higher, and only then swings {@code tail}. So a number is never given twice, a bound is
 * decided before anything is published, and the depth is the difference of two numbers, exact whenever it is read. What is
 * new is that an empty mailbox holds no envelope, so that to wake the actor and to lay it to rest is one CAS each.
 */
/*
 * The tail is IDLE: empty, the right to run lies here; RUNNING: empty, somebody has it; CLOSED; or the envelope queued
 * last, which may have been taken since: somebody has the right. The owner goes idle by a CAS from RUNNING, or from the
 * envelope it took last, to IDLE; a sender wakes by a CAS from IDLE to its envelope, claim() by one from IDLE to RUNNING. All
 * of it is decided at this one place, so exactly one of them has the right, and no message sleeps.
 *
 * Numbers. IDLE and RUNNING come back, so a sender that stalls between a look at the mailbox and its CAS from one of them
 * may succeed long afterwards: what it has read before is worth nothing. Therefore such an envelope, the first, is published
 * without a number (0), and gets the one after "taken" when it is the tail. Nobody can take it, or what is queued behind it,
 * before "head" leads there, which the sender sets last; so "taken" stands still, and others who meet the first envelope
 * without its number work it out in the same way. They read "taken" first and then look once more whether the number is
 * missing still. An envelope is tail at most once, so senders that follow one another do not have that question.
 *
 * The head is null as long as the mailbox is empty and nobody has taken an envelope since it was idle; then the first
 * envelope, which waits while its number is not "taken"; then the one taken last. Links and head follow the CAS of the tail, so
 * an owner may see a tail that it does not reach yet; it waits for that one store.
 */
class LinkedMailbox implements Mailbox {

    private static final Envelope IDLE = new Envelope();

    private static final Envelope RUNNING = new Envelope();

    private static final Envelope CLOSED = new Envelope();

    private static final int SPINS_BEFORE_YIELD = 100;

    private static final VarHandle TAIL;

    private static final VarHandle HEAD;

    private static final VarHandle TAKEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TAIL = lookup.findVarHandle(LinkedMailbox.class, "tail", Envelope.class);
            HEAD = lookup.findVarHandle(LinkedMailbox.class, "head", Envelope.class);
            TAKEN = lookup.findVarHandle(LinkedMailbox.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Envelope tail = IDLE;

    /** Released by whoever queues the first envelope, else written by the owner only; released for a close by another thread. */
    private @Nullable Envelope head;

    /** The number of the envelope taken last. Written by the owner only, opaque: readers want it soon, not in order. */
    private int taken;

    @Override
    public final Offer offer(Envelope envelope) {
        for (; ; ) {
            Envelope last = tail;
            if (last == CLOSED) {
                return Offer.CLOSED;
            }
            boolean first = last == IDLE || last == RUNNING;
            if (first) {
                envelope.number = 0;
            } else {
                int number = numberOf(last);
                Offer refusal = refusal(number);
                if (refusal != null) {
                    return refusal;
                }
                envelope.number = Envelope.numberAfter(number);
            }
            if (TAIL.compareAndSet(this, last, envelope)) {
                // Release: the owner that comes upon the envelope sees the message.
                if (first) {
                    Envelope.NUMBER.setRelease(envelope, Envelope.numberAfter((int) TAKEN.getOpaque(this)));
                    HEAD.setRelease(this, envelope);
                } else {
                    Envelope.NEXT.setRelease(last, envelope);
                }
                return last == IDLE ? Offer.WAKE : Offer.QUEUED;
            }
        }
    }

    /** The number of an envelope that is, or was, the tail. */
    private int numberOf(Envelope last) {
        int number = (int) Envelope.NUMBER.getAcquire(last);
        if (number == 0) {
            int before = (int) TAKEN.getAcquire(this);
            number = (int) Envelope.NUMBER.getAcquire(last);
            return number == 0 ? Envelope.numberAfter(before) : number;
        }
        return number;
    }

    /** Why nothing is to be queued behind the envelope with this number; null if something may be. */
    @Nullable
    Offer refusal(int number) {
        return null;
    }

    /** How many wait if this is the number of the last. A stale count of the taken ones only makes it look greater. */
    final int waiting(int number) {
        return Envelope.distance((int) TAKEN.getOpaque(this), number);
    }

    @Override
    public final boolean claim() {
        return tail == IDLE && TAIL.compareAndSet(this, IDLE, RUNNING);
    }

    @Override
    public final boolean isIdle() {
        return tail == IDLE;
    }

    @Override
    public final int depth() {
        for (; ; ) {
            Envelope last = tail;
            if (last == IDLE || last == RUNNING || last == CLOSED) {
                return 0;
            }
            int waiting = waiting(numberOf(last));
            // An envelope is last at most once: if it still is, both numbers were true together.
            if (last == tail) {
                return Math.max(0, waiting);
            }
        }
    }

    @Override
    public final int newest() {
        Envelope last = tail;
        return last == IDLE || last == RUNNING || last == CLOSED ? (int) TAKEN.getOpaque(this) : numberOf(last);
    }

    @Override
    public final int oldest() {
        return Envelope.numberAfter((int) TAKEN.getOpaque(this));
    }

    /** The number of the envelope taken last. */
    final int taken() {
        return (int) TAKEN.getOpaque(this);
    }

    /** The first envelope, which may have been taken already; for a glance, which finds nothing while it is being published. */
    final @Nullable Envelope head() {
        return (Envelope) HEAD.getAcquire(this);
    }

    @Override
    public final boolean isClosed() {
        return tail == CLOSED;
    }

    @Override
    public final @Nullable Envelope poll() {
        Envelope at = (Envelope) HEAD.getAcquire(this);
        if (at == null) {
            at = awaitFirst();
            if (at == null) {
                return null;
            }
        }
        if (at.number != taken) {
            TAKEN.setRelease(this, at.number);
            return at;
        }
        Envelope next = (Envelope) Envelope.NEXT.getAcquire(at);
        if (next == null) {
            Envelope end = tail;
            if (end == at || end == CLOSED) {
                return null;
            }
            next = awaitLink(at);
        }
        HEAD.setRelease(this, next);
        TAKEN.setOpaque(this, next.number);
        // A dead envelope in the old generation must not keep its young followers alive.
        Envelope.NEXT.setOpaque(at, (Envelope) null);
        return next;
    }

    /** The first envelope, which its sender may be about to show; nothing if there is none. */
    private @Nullable Envelope awaitFirst() {
        for (int spins = 0; ; spins++) {
            Envelope end = tail;
            if (end == RUNNING || end == IDLE || end == CLOSED) {
                return null;
            }
            Envelope first = (Envelope) HEAD.getAcquire(this);
            if (first != null) {
                return first;
            }
            pause(spins);
        }
    }

    private static Envelope awaitLink(Envelope last) {
        for (int spins = 0; ; spins++) {
            Envelope next = (Envelope) Envelope.NEXT.getAcquire(last);
            if (next != null) {
                return next;
            }
            pause(spins);
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    @Override
    public final boolean rest() {
        Envelope last = head;
        if (last == null) {
            return TAIL.compareAndSet(this, RUNNING, IDLE) || tail == CLOSED;
        }
        if (tail != last || last.number != taken) {
            return tail == CLOSED;
        }
        // Before the CAS, after which the head is the next sender's.
        HEAD.setOpaque(this, (Envelope) null);
        if (TAIL.compareAndSet(this, last, IDLE)) {
            return true;
        }
        HEAD.setRelease(this, last);
        return tail == CLOSED;
    }

    @Override
    public final boolean closeIfEmpty() {
        Envelope last = head;
        return last == null
                ? TAIL.compareAndSet(this, RUNNING, CLOSED)
                : last.number == taken && TAIL.compareAndSet(this, last, CLOSED);
    }

    @Override
    public final List<Envelope> close() {
        Envelope end = (Envelope) TAIL.getAndSet(this, CLOSED);
        if (end == CLOSED || end == IDLE || end == RUNNING) {
            return List.of();
        }
        List<Envelope> waiting = waitingUpTo(end);
        // An owner that is lost and comes back finds nothing any more.
        HEAD.setRelease(this, (Envelope) null);
        return waiting;
    }

    private List<Envelope> waitingUpTo(Envelope end) {
        Envelope at = awaitHead();
        if (at == end && at.number == (int) TAKEN.getAcquire(this)) {
            return List.of();
        }
        List<Envelope> waiting = new ArrayList<>();
        if (at.number != (int) TAKEN.getAcquire(this)) {
            waiting.add(at);
        }
        for (int spins = 0; at != end; spins++) {
            Envelope next = (Envelope) Envelope.NEXT.getAcquire(at);
            if (next != null) {
                waiting.add(next);
                at = next;
            } else {
                // Not linked yet, or taken by an owner that is lost and has come back: it has moved the head first.
                Envelope moved = (Envelope) HEAD.getAcquire(this);
                at = moved != null && Envelope.distance(at.number, moved.number) > 0 ? moved : at;
                pause(spins);
            }
        }
        return waiting;
    }

    /** Nobody has a reason to leave it null: the sender of the first envelope, or an owner that has tried to rest, sets it. */
    private Envelope awaitHead() {
        for (int spins = 0; ; spins++) {
            Envelope present = (Envelope) HEAD.getAcquire(this);
            if (present != null) {
                return present;
            }
            pause(spins);
        }
    }
}

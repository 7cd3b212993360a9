package io.nact.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A linked queue of many senders and one owner, whose last envelope also says whether the actor is idle.
 *
 * <p>The shape is Dmitry Vyukov's intrusive MPSC queue, with a CAS in place of its exchange: a sender reads the last
 * envelope, numbers its own one higher, and only then swings {@code tail}. So a number is never given twice, a bound is
 * decided before anything is published, and the depth is the difference of two numbers, exact whenever it is read.
 */
/*
 * The race between going idle and sending:
 *
 *   owner, in rest()                          sender, in offer()
 *   1  last.message = IDLE     (volatile)     a  CAS tail: last -> mine   (volatile)
 *   2  read tail               (volatile)     b  read last.message        (volatile)
 *   3  if tail != last: CAS last.message      c  if IDLE: CAS last.message
 *        IDLE -> null                              IDLE -> null
 *
 * All four accesses are volatile, so they have one total order that agrees with each thread's own. If b comes before 1,
 * then a comes before 2 and the owner sees the new tail; else the sender sees IDLE. At least one of them goes on to its
 * CAS, and only one CAS can succeed, so exactly one of them runs the actor: no message sleeps, no actor runs twice. An
 * envelope is last at most once, so the mark needs no version. claim() is a sender without an envelope; it may read a
 * tail that is no longer last, but then the mark is gone or its CAS is the one that takes it, which is the same right.
 *
 * A closed mailbox has CLOSED as its tail. The link to the next envelope follows the CAS of the tail, so an owner may
 * see a tail that its chain does not reach yet; it waits for the link, which is one store away.
 */
class LinkedMailbox implements Mailbox {

    private static final Object IDLE = new Object();

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

    /** The envelope queued last, or CLOSED. */
    private volatile Envelope tail;

    /** The envelope taken last. Written by the owner only; released for a close by another thread. */
    private Envelope head;

    /** The number of the envelope taken last. Written by the owner only, opaque: readers want it soon, not in order. */
    private int taken;

    LinkedMailbox() {
        Envelope stub = new Envelope();
        stub.replace(IDLE);
        this.head = stub;
        this.tail = stub;
    }

    @Override
    public final Offer offer(Envelope envelope) {
        for (; ; ) {
            Envelope last = tail;
            if (last == CLOSED) {
                return Offer.CLOSED;
            }
            Offer refusal = refusal(last);
            if (refusal != null) {
                return refusal;
            }
            envelope.number = last.number + 1;
            if (TAIL.compareAndSet(this, last, envelope)) {
                boolean wake = unmark(last);
                // Release: the owner that reads the link sees the message. After unmark, since the owner clears links.
                Envelope.NEXT.setRelease(last, envelope);
                return wake ? Offer.WAKE : Offer.QUEUED;
            }
        }
    }

    /** Why nothing is to be queued behind this one; null if something may be. */
    @Nullable
    Offer refusal(Envelope last) {
        return null;
    }

    /** How many wait if this is the last. A stale count of the taken ones only makes it look greater. */
    final int waiting(Envelope last) {
        return last.number - (int) TAKEN.getOpaque(this);
    }

    @Override
    public final boolean claim() {
        return unmark(tail);
    }

    @Override
    public final boolean isIdle() {
        return Envelope.MESSAGE.getVolatile(tail) == IDLE;
    }

    private static boolean unmark(Envelope last) {
        return Envelope.MESSAGE.getVolatile(last) == IDLE && Envelope.MESSAGE.compareAndSet(last, IDLE, (Object) null);
    }

    @Override
    public final int depth() {
        for (; ; ) {
            Envelope last = tail;
            int taken = (int) TAKEN.getOpaque(this);
            // An envelope is last at most once: if it still is, both numbers were true together.
            if (last == tail) {
                return last == CLOSED ? 0 : Math.max(0, last.number - taken);
            }
        }
    }

    @Override
    public final int newest() {
        return tail.number;
    }

    @Override
    public final int oldest() {
        return (int) TAKEN.getOpaque(this) + 1;
    }

    @Override
    public final boolean isClosed() {
        return tail == CLOSED;
    }

    @Override
    public final @Nullable Envelope poll() {
        Envelope last = head;
        Envelope next = (Envelope) Envelope.NEXT.getAcquire(last);
        if (next == null) {
            Envelope end = tail;
            if (end == last || end == CLOSED) {
                return null;
            }
            next = awaitLink(last);
        }
        HEAD.setRelease(this, next);
        TAKEN.setOpaque(this, next.number);
        // A dead envelope in the old generation must not keep its young followers alive.
        Envelope.NEXT.setOpaque(last, (Envelope) null);
        return next;
    }

    private static Envelope awaitLink(Envelope last) {
        for (int spins = 0; ; spins++) {
            Envelope next = (Envelope) Envelope.NEXT.getAcquire(last);
            if (next != null) {
                return next;
            }
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    @Override
    public final boolean rest() {
        Envelope last = head;
        if (tail != last) {
            return tail == CLOSED;
        }
        Envelope.MESSAGE.setVolatile(last, IDLE);
        return tail == last || !unmark(last);
    }

    @Override
    public final boolean closeIfEmpty() {
        return TAIL.compareAndSet(this, head, CLOSED);
    }

    @Override
    public final List<Envelope> close() {
        Envelope end = (Envelope) TAIL.getAndSet(this, CLOSED);
        Envelope at = (Envelope) HEAD.getAcquire(this);
        if (end == CLOSED || end == at) {
            return List.of();
        }
        List<Envelope> waiting = new ArrayList<>();
        while (at != end) {
            Envelope next = (Envelope) Envelope.NEXT.getAcquire(at);
            if (next != null) {
                waiting.add(next);
                at = next;
            } else {
                // Not linked yet, or taken by an owner that is lost and has come back: it has moved the head first.
                Envelope moved = (Envelope) HEAD.getAcquire(this);
                at = moved.number - at.number > 0 ? moved : at;
                Thread.onSpinWait();
            }
        }
        HEAD.setRelease(this, end);
        return waiting;
    }
}

package io.nact.engine;

import io.nact.dispatch.Dispatcher;
import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import io.nact.mailbox.MailboxFactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Something with a mailbox and a lane for signals that at most one thread at a time runs. */
/*
 * The right to run it is in exactly one place: in its idle mailbox; in WAITING, while no message is taken and only a
 * signal can bring it on; or with the one thread that is running it or has scheduled it.
 *
 * Signals race with the owner's giving up of the right as senders do with Mailbox.rest(): a signaller pushes the signal
 * and then tries to take the right out of both places; an owner puts the right into one place and then looks for
 * signals. Both sides use volatile accesses, so that at least one of them sees the other, and a CAS picks one.
 */
abstract class Scheduled<M> extends NamedRef<M> implements Runnable {

    private static final VarHandle SIGNALS;

    private static final VarHandle WAITING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SIGNALS = lookup.findVarHandle(Scheduled.class, "signals", Sent.class);
            WAITING = lookup.findVarHandle(Scheduled.class, "waiting", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Mailbox mailbox;

    private volatile @Nullable Sent signals;

    private volatile boolean waiting;

    /** Signals that have been sent, the newest first. */
    private record Sent(Signal signal, @Nullable Sent earlier) {}

    Scheduled(MailboxFactory mailbox) {
        this.mailbox = mailbox.create(this::displaced);
    }

    /** The mailbox has given up a message that it had queued. */
    abstract void displaced(Envelope envelope);

    abstract Dispatcher dispatcher();

    final Mailbox mailbox() {
        return mailbox;
    }

    void signal(Signal signal) {
        Sent earlier;
        do {
            earlier = signals;
        } while (!SIGNALS.compareAndSet(this, earlier, new Sent(signal, earlier)));
        wake();
    }

    /** Has it run if nobody has the right to. */
    final void wake() {
        if (mailbox.claim() || takeFromWaiting()) {
            schedule();
        }
    }

    private boolean takeFromWaiting() {
        return waiting && WAITING.compareAndSet(this, true, false);
    }

    /** Hands the right to run to a thread of the dispatcher. */
    final void schedule() {
        try {
            system().execute(dispatcher(), this);
        } catch (RejectedExecutionException closed) {
            unschedulable(closed);
        }
    }

    /** The dispatcher takes no more: nobody will run this again. */
    abstract void unschedulable(RejectedExecutionException closed);

    /** Whether nobody runs it or is about to, and it has seen all signals. What its last run wrote is then seen. Any thread. */
    final boolean isAtRest() {
        return (mailbox.isIdle() || waiting) && signals == null;
    }

    /** The owner's: gives the right back until a message or a signal comes. False if one is there already. */
    final boolean rest() {
        return mailbox.rest() && (signals == null || !mailbox.claim());
    }

    /** The owner's: gives the right back until a signal comes, whatever waits. False if one is there already. */
    final boolean awaitSignal() {
        waiting = true;
        return signals == null || !takeFromWaiting();
    }

    final boolean hasSignals() {
        return signals != null;
    }

    /** The owner's: takes the signals that have been sent, oldest first. */
    final Deque<Signal> takeSignals() {
        Deque<Signal> sent = new ArrayDeque<>();
        for (Sent at = (Sent) SIGNALS.getAndSet(this, (Sent) null); at != null; at = at.earlier()) {
            sent.addFirst(at.signal());
        }
        return sent;
    }
}

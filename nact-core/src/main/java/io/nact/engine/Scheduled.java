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
 * and then tries to take the right out of the mailbox; an owner puts the right there and then looks for signals. Both
 * sides use volatile accesses, so that at least one of them sees the other, and a CAS picks one. WAITING stands where the
 * signals are, so that there one CAS decides: the signaller that replaces it has taken the right.
 */
abstract class Scheduled<M> extends NamedRef<M> implements Runnable {

    private static final VarHandle SIGNALS;

    static {
        try {
            SIGNALS = MethodHandles.lookup().findVarHandle(Scheduled.class, "signals", Sent.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In the place of signals, of which there is none: the right to run. */
    private static final Sent WAITING = new Sent(new Signal.Drain(), null);

    private final Mailbox mailbox;

    private volatile @Nullable Sent signals;

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
        } while (!SIGNALS.compareAndSet(this, earlier, new Sent(signal, earlier == WAITING ? null : earlier)));
        if (earlier == WAITING || mailbox.claim()) {
            schedule();
        }
    }

    /** Has it run if nobody has the right to. */
    final void wake() {
        if (mailbox.claim() || signals == WAITING && SIGNALS.compareAndSet(this, WAITING, (Sent) null)) {
            schedule();
        }
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
        Sent sent = signals;
        return sent == WAITING || sent == null && mailbox.isIdle() && signals == null;
    }

    /** The owner's: gives the right back until a message or a signal comes. False if one is there already. */
    final boolean rest() {
        return mailbox.rest() && (signals == null || !mailbox.claim());
    }

    /** The owner's: gives the right back until a signal comes, whatever waits. False if one is there already. */
    final boolean awaitSignal() {
        return SIGNALS.compareAndSet(this, (Sent) null, WAITING);
    }

    final boolean hasSignals() {
        Sent sent = signals;
        return sent != null && sent != WAITING;
    }

    /** Takes the signals that have been sent, oldest first. The owner's, or anybody's once there is none. */
    final Deque<Signal> takeSignals() {
        Deque<Signal> sent = new ArrayDeque<>(2);
        for (Sent at = (Sent) SIGNALS.getAndSet(this, (Sent) null); at != null && at != WAITING; at = at.earlier()) {
            sent.addFirst(at.signal());
        }
        return sent;
    }
}

package io.nact.engine;

import io.nact.dispatch.Dispatcher;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import io.nact.mailbox.Mailboxes;
import io.nact.path.ActorPath;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The least that can be scheduled: it is never run, and counts how often it would have been. */
final class Puppet extends Scheduled<Object> {

    /** Only a way to the dispatchers, each of which belongs to one puppet. */
    private static final LocalSystem SYSTEM = Bench.started().system;

    private final HandDriven dispatcher = new HandDriven();

    private Puppet() {
        super(Mailboxes.unbounded());
    }

    static Puppet idle() {
        return new Puppet();
    }

    /** One that is being run: whoever made it is its owner. */
    static Puppet owned() {
        Puppet puppet = idle();
        puppet.mailbox().claim();
        return puppet;
    }

    void signal() {
        signal(new Signal.Stop());
    }

    /** How often it has been handed to its dispatcher. */
    int scheduled() {
        return dispatcher.taken();
    }

    @Override
    @Nullable
    Reason deliver(Envelope envelope, boolean patient) {
        if (mailbox().offer(envelope) == Mailbox.Offer.WAKE) {
            schedule();
        }
        return null;
    }

    @Override
    public void run() {
        throw new AssertionError("A race counts how often it would have been run");
    }

    @Override
    void displaced(Envelope envelope) {
        throw new AssertionError("An unbounded mailbox gives nothing up");
    }

    @Override
    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    void unschedulable(RejectedExecutionException closed) {
        throw new AssertionError(closed);
    }

    @Override
    LocalSystem system() {
        return SYSTEM;
    }

    @Override
    @Nullable
    Cell<?> cell() {
        return null;
    }

    @Override
    public ActorPath path() {
        return SYSTEM.path().child(name());
    }

    @Override
    public String name() {
        return "puppet";
    }
}

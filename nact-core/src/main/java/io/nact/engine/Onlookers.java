package io.nact.engine;

import io.nact.inspect.Flow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to know of each message that is sent: the count of who sends to whom, and traced actors. The system shows
 * them to senders only while there are some, so that nobody else pays for more than a look whether there are.
 */
final class Onlookers {

    private final LocalSystem system;

    private final Lease lease;

    private volatile @Nullable Flows flows;

    private int traces;

    Onlookers(LocalSystem system) {
        this.system = system;
        this.lease = new Lease(system, this::leaseOver);
    }

    /** This thread is about to send a message. Answers whether somebody wants to know how long it waits. Any thread. */
    boolean sending(Recipient<?> receiver) {
        if (receiver.mailbox().isClosed()) {
            // It goes to the successor, and comes by here once more.
            return false;
        }
        Flows counting = flows;
        if (counting != null) {
            counting.sending(receiver.stats());
        }
        return receiver instanceof Cell<?> cell && cell.life().traceIfAny() != null;
    }

    /** Who has sent to whom since somebody began to look. */
    Flow flow() {
        return system.hasEnded()
                ? new Flow(Duration.ZERO, List.of())
                : counting().flow();
    }

    private synchronized Flows counting() {
        lease.renew();
        Flows present = flows;
        if (present == null) {
            present = new Flows(system);
            flows = present;
            show();
        }
        return present;
    }

    private synchronized void leaseOver() {
        if (lease.isOver()) {
            flows = null;
            show();
        }
    }

    synchronized void traceBegins() {
        traces++;
        show();
    }

    synchronized void traceEnds() {
        traces--;
        show();
    }

    private void show() {
        system.onlookersNow(flows != null || traces > 0);
    }
}

package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for one actor: in its mailbox, and beside it in what it has only if it uses it. */
abstract class Inbox<M> extends Turn<M> {

    /** Takes no new messages and stops when it has handled those that wait. */
    private static final byte DRAINING = 1;

    /** Handles no messages, for somebody has suspended it by hand. */
    private static final byte HELD = 2;

    /** Made when the actor first uses one of them; read by any thread. */
    private volatile @Nullable Extras<M> extras;

    /** Those together that hold: every actor has it, so it is one byte. Read by any thread, which may see it late. */
    private byte intake;

    Inbox(Cell<M> cell) {
        super(cell);
    }

    /** The next message. Owner only. */
    final @Nullable Envelope poll() {
        Extras<M> own = extras;
        Envelope kept = own == null ? null : own.poll();
        if (kept != null) {
            return kept;
        }
        Envelope next = cell.mailbox().poll();
        if (next != null) {
            cell.system().budget().taken(next, cell.number());
            if (own != null) {
                own.taken();
            }
        }
        return next;
    }

    /** Takes no more messages, and keeps those that wait. Owner only. */
    final void drain() {
        if (!isDraining() && cell.isOwned()) {
            intake |= DRAINING;
            List<Envelope> waiting = cell.closeMailbox();
            if (!extras().backlog().append(waiting)) {
                new Undelivered(waiting, Ask::lifeEnded).report(cell);
            }
        }
    }

    /** A message waits for room in the mailbox. Owner only. */
    final void offerWaits(Offers.Offered offered) {
        extras().offers().add(offered, cell);
        extras().offers().admit(cell);
    }

    final boolean isDraining() {
        return (intake & DRAINING) != 0;
    }

    /** Handles no messages, or handles them again; whatever the supervision says beside. Owner only. */
    final void hold(boolean holds) {
        intake = (byte) (holds ? intake | HELD : intake & ~HELD);
    }

    /** Whether somebody has suspended it by hand. Any thread. */
    final boolean isHeld() {
        return (intake & HELD) != 0;
    }

    /** Ends what the actor has started in the life that is over. */
    final void letGo() {
        Extras<M> own = extras;
        if (own != null) {
            own.lifeEnds();
        }
    }

    /** What the actor uses beside its mailbox. Any thread. */
    final Extras<M> extras() {
        Extras<M> present = extras;
        return present != null ? present : makeExtras();
    }

    private synchronized Extras<M> makeExtras() {
        Extras<M> present = extras;
        if (present == null) {
            present = new Extras<>(cell);
            extras = present;
        }
        return present;
    }

    /** Whether offered messages wait for room. Any thread. */
    final boolean hasOffers() {
        Extras<M> own = extras;
        return own != null && own.hasOffers();
    }

    /** How many messages wait outside the mailbox. Any thread. */
    final int waitingOutside() {
        Extras<M> own = extras;
        return own == null ? 0 : own.waiting();
    }

    /** What waits first outside the mailbox. Any thread. */
    final @Nullable Envelope firstOutside() {
        Extras<M> own = extras;
        return own == null ? null : own.first();
    }

    /** Takes what waits outside the mailbox, for good. Any thread. */
    final List<Envelope> closeExtras() {
        Extras<M> own = extras;
        return own == null ? List.of() : own.close();
    }

    final @Nullable Extras<M> extrasIfAny() {
        return extras;
    }
}

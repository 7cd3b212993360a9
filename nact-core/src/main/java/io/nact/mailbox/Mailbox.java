package io.nact.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one actor, together with the right to run that actor.
 *
 * <p>Exactly one thread at a time may run an actor: its <em>owner</em>. While nothing waits, the right lies in the
 * mailbox, which is then <em>idle</em>. Whoever is told {@link Offer#WAKE}, or whose {@link #claim()} succeeds, has taken
 * it out and must see to it that the actor runs. The owner gives it back by {@link #rest()}; what it did before is seen by
 * whoever takes the right out next. Methods are for any thread unless they say that they are the owner's.
 */
public interface Mailbox {

    /** What became of an offered envelope. */
    enum Offer {
        /** Queued; the actor will come to it. */
        QUEUED,
        /** Queued, and the right to run the actor is now the caller's, who must have it run. */
        WAKE,
        /** Refused: the mailbox holds as many as it may. */
        FULL,
        /** Refused: the mailbox holds as many as it may, and its policy drops what comes then. */
        DROPPED,
        /** Refused: the mailbox has been closed. */
        CLOSED
    }

    /**
     * Queues the envelope, or refuses it, at once. What the caller did before is seen by the turn that handles it. If the
     * user's order of messages throws, the caller gets that, and the envelope is not queued.
     */
    Offer offer(Envelope envelope);

    /**
     * As {@link #offer}, but blocks the caller until there is room for as long as the mailbox's policy says. A close ends
     * the waiting with CLOSED. An interrupt ends it with FULL, and the thread stays interrupted.
     */
    default Offer put(Envelope envelope) {
        return offer(envelope);
    }

    /** Takes the right to run out of an idle mailbox; false if it is not there. */
    boolean claim();

    /**
     * Whether the right to run lies here, now. Also true in the moment in which the owner lays it down and takes it back at
     * once, because a message has come; nobody else can have had it then.
     */
    boolean isIdle();

    /** How many messages wait now, without the one in hand; exact whenever it is read. */
    int depth();

    /** The {@linkplain Envelope#number() number} of the envelope queued last; any if there has been none, or after a close. */
    int newest();

    /** The number of the envelope queued first of those that wait; if none waits, none beyond the next one's, or after a close any. */
    int oldest();

    /** How many messages may wait; {@link Integer#MAX_VALUE} without a limit. */
    default int capacity() {
        return Integer.MAX_VALUE;
    }

    /** Whether it has been closed. */
    boolean isClosed();

    /** The owner's: takes out the next envelope, or nothing if none waits. */
    @Nullable
    Envelope poll();

    /** The owner's: gives the right to run back. False if a message came in meanwhile: then the caller still has it. */
    boolean rest();

    /** The owner's: closes the mailbox, unless something waits. */
    boolean closeIfEmpty();

    /**
     * Closes the mailbox and answers what waited in it, oldest first; nothing if it was closed before. The owner's, or
     * anybody's once the owner has been declared lost.
     */
    List<Envelope> close();
}

package io.nact.event;

import io.nact.path.ActorPath;

/**
 * A message that was sent and that no actor handled.
 *
 * @param receiver the actor it was sent to
 * @param message the message
 * @param reason why it was not handled
 */
public record DeadLetter(ActorPath receiver, Object message, Reason reason) {

    /** Why a message was not handled. */
    public enum Reason {
        /** The receiver had stopped, or stopped before its turn. */
        STOPPED,
        /** The receiver's mailbox was full. */
        FULL,
        /** An overflow policy made room for a newer message. */
        DROPPED,
        /** The asker's deadline had passed before the message's turn. */
        EXPIRED,
        /** The asker cancelled its ask before the message's turn. */
        CANCELLED,
        /** The message is outside the receiver's protocol. */
        UNHANDLED
    }
}

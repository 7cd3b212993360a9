package io.nact.engine;

import io.nact.Terminated;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import org.jspecify.annotations.Nullable;

/**
 * What the engine tells an actor. Signals go before messages and reach an actor also while its turn is open.
 *
 * <p>A {@code ticket} is the number of the wait that a signal ends; a signal whose ticket is not the current one comes
 * late and is dropped.
 */
sealed interface Signal {

    /** End the turns in hand, then stop. */
    record Stop() implements Signal {}

    /** End the turns in hand, then begin a fresh life; {@code waited} if that was decided after a while, and not at once. */
    record Reset(boolean waited) implements Signal {}

    /** The parent has decided that the actor, which waits for that after an escalation, goes on. */
    record Resume(int ticket) implements Signal {}

    /** A child wants its crash decided. */
    record Escalated(Cell<?> child, Crash crash, int ticket) implements Signal {}

    /** The policy has decided about the actor's crash; nothing if it failed to. {@code waited} as in {@link Reset}. */
    record Decided(@Nullable Directive directive, int ticket, boolean waited) implements Signal {}

    /** The stage of an open turn has completed. */
    record StageCompleted(
            Turn<?> turn,
            int ticket,
            @Nullable Object value,
            @Nullable Throwable failure) implements Signal {}

    /** A turn that ran beside others has ended. */
    record TurnEnded(Turn<?> turn, @Nullable Throwable failure) implements Signal {}

    /** A turn crashed while the actor was suspended; to be decided when it is not. */
    record Crashed(Object message, Throwable cause) implements Signal {}

    /** The last child has ended, and the actor waits for that. */
    record ChildrenEnded() implements Signal {}

    /** A message of the actor's own, on behalf of somebody who waits until the deadline. */
    record SelfMessage(Object message, int life, long deadline) implements Signal {}

    /** A timer of the actor's is due. */
    record Tick(ActorTimer timer) implements Signal {}

    /** The actor may have been idle for long enough. */
    record IdleCheck(IdleTimer timer) implements Signal {}

    /** An actor that is watched has ended. */
    record WatchedEnded(Watch watch, Terminated news) implements Signal {}

    /** A message waits for room in the mailbox. */
    record OfferWaits(Offers.Offered offered) implements Signal {}

    /** A turn that runs beside others has put back stashed messages: there is something to do. */
    record PutBack() implements Signal {}

    /** Take no more messages, handle those that wait, then stop. */
    record Drain() implements Signal {}

    /** Somebody needs the room: passivate if nothing is to do. */
    record MakeRoom() implements Signal {}

    /** The actor has ended, and the signal with it: whoever waits for something learns of it. Any thread. */
    default void dispose(Cell<?> actor) {
        if (this instanceof SelfMessage own) {
            actor.system().deadLetters().add(actor, own.message(), Reason.STOPPED);
        } else if (this instanceof OfferWaits waiting) {
            waiting.offered().stopped(actor);
        }
    }
}

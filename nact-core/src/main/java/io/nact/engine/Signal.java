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

    /** Whether it has to wait until the actor takes messages, as it leads to a turn. */
    default boolean needsTurn() {
        return false;
    }

    /** It has come to the actor. Owner only. */
    void reach(Life<?> life);

    /** The actor has ended, and the signal with it: whoever waits for something learns of it. Any thread. */
    default void dispose(Cell<?> actor) {}

    /** End the turns in hand, then stop. */
    record Stop() implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.ending().requestStop();
        }
    }

    /** End the turns in hand, then begin a fresh life; {@code waited} if that was decided after a while, and not at once. */
    record Reset(boolean waited) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.reset(waited);
        }
    }

    /** The parent has decided that the actor, which waits for that after an escalation, goes on. */
    record Resume(int ticket) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.supervision().resumed(this);
        }
    }

    /** A child wants its crash decided. */
    record Escalated(Cell<?> child, Crash crash, int ticket) implements Signal {

        @Override
        public boolean needsTurn() {
            return true;
        }

        @Override
        public void reach(Life<?> life) {
            life.escalated(this);
        }
    }

    /** The policy has decided about the actor's crash; nothing if it failed to. {@code waited} as in {@link Reset}. */
    record Decided(@Nullable Directive directive, int ticket, boolean waited) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.supervision().decided(this);
        }
    }

    /** The stage of an open turn has completed. */
    record StageCompleted(
            Turn<?> turn,
            Wait awaited,
            @Nullable Object value,
            @Nullable Throwable failure) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.stageCompleted(this);
        }

        @Override
        public void dispose(Cell<?> actor) {
            if (turn.awaits(awaited)) {
                turn.lostWhileWaiting();
            }
            Witness.abandoned(awaited.witness());
        }
    }

    /** A turn that ran beside others has ended; {@code counted} if that it has handled its message is known. */
    record TurnEnded(
            Turn<?> turn,
            @Nullable Throwable failure,
            long startedAt,
            boolean counted,
            @Nullable Witness witness) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.turnEnded(this);
        }

        @Override
        public void dispose(Cell<?> actor) {
            if (!counted || !turn.hasHandled()) {
                turn.lost();
            }
            Witness.abandoned(witness);
        }
    }

    /** A turn crashed while the actor was suspended; to be decided when it is not. */
    record Crashed(Object message, Throwable cause, int life) implements Signal {

        @Override
        public boolean needsTurn() {
            return true;
        }

        @Override
        public void reach(Life<?> life) {
            life.crashed(this);
        }
    }

    /** The last child has ended, and the actor waits for that. */
    record ChildrenEnded() implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.ending().childrenEnded();
        }
    }

    /** A message of the actor's own, on behalf of somebody who waits until the deadline. */
    record SelfMessage(
            Object message,
            int life,
            long deadline,
            @Nullable Object context) implements Signal {

        @Override
        public boolean needsTurn() {
            return true;
        }

        @Override
        public void reach(Life<?> life) {
            life.selfMessage(this);
        }

        @Override
        public void dispose(Cell<?> actor) {
            actor.system().deadLetters().add(actor, message, Reason.STOPPED);
        }
    }

    /** A timer of the actor's is due. */
    record Tick(ActorTimer timer) implements Signal {

        @Override
        public boolean needsTurn() {
            return true;
        }

        @Override
        public void reach(Life<?> life) {
            life.receiveDue(life.extras().timers().due(timer));
        }
    }

    /** The actor may have been idle for long enough. */
    record IdleCheck(IdleTimer timer) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.idleCheck(timer);
        }
    }

    /** An actor that is watched has ended. */
    record WatchedEnded(Watch watch, Terminated news) implements Signal {

        @Override
        public boolean needsTurn() {
            return true;
        }

        @Override
        public void reach(Life<?> life) {
            life.receiveOwn(life.extras().watching().news(this));
        }
    }

    /** A message waits for room in the mailbox. */
    record OfferWaits(Offers.Offered offered) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.offerWaits(offered);
        }

        @Override
        public void dispose(Cell<?> actor) {
            offered.stopped(actor);
        }
    }

    /** A turn that runs beside others has put back stashed messages: there is something to do. */
    record PutBack() implements Signal {

        @Override
        public void reach(Life<?> life) {
            // That it came was all.
        }
    }

    /** Take no more messages, handle those that wait, then stop. */
    record Drain() implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.drain();
        }
    }

    /** Somebody wants it to handle no messages, or to go on. */
    record Hold(boolean holds) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.hold(holds);
        }
    }

    /** Somebody wants to know what becomes of the next so many messages. */
    record Watched(int messages) implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.trace(messages);
        }
    }

    /** Somebody needs the room: passivate if nothing is to do. */
    record MakeRoom() implements Signal {

        @Override
        public void reach(Life<?> life) {
            life.makeRoom();
        }
    }
}

package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.persistence.journal.PersistenceId;

/**
 * An actor as its {@link PersistentReducer} sees it.
 *
 * <p>While the function runs, what it does to others is held back: what it tells, replies, forwards, publishes, schedules
 * and pipes to itself happens, in order, once its events are stored, and never if they are not, nor in recovery.
 * What needs an answer at once (ask, call, tryTell, offer, spawn) is refused; {@link #afterPersist} is the place for it.
 *
 * @param <M> the messages that the actor takes
 */
public interface PersistentContext<M> extends ActorContext<M> {

    /**
     * Has the event stored once the function has returned, together with all others of this message or not at all. In
     * recovery it does nothing: then the function is called with what is stored already.
     *
     * @param event what the function gets in recovery; of a registered type
     * @param tags by which projections choose
     */
    void persist(M event, String... tags);

    /** The name under which the actor's events are kept. */
    PersistenceId persistenceId();

    /** Whether the function is called with an event that is stored already, to get the state back. */
    boolean recovering();

    /** Runs it once the events of this message are stored, in the actor's turn, where everything is allowed. Not in recovery. */
    void afterPersist(Runnable action);
}

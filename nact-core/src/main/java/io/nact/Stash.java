package io.nact;

/**
 * Messages that an actor has set aside until it can handle them. Only for use in the actor's turn.
 *
 * <p>Whoever asked goes on waiting for the answer, within the deadline of the ask. A reset puts back what is stashed, a
 * stop makes dead letters of it; an actor with a stash is not idle. How much fits says {@link Behavior#stashCapacity}.
 */
public interface Stash {

    /**
     * Sets the message in hand aside at the end of this turn, however often it is called. If the turn fails, the message
     * has failed with it.
     *
     * @return false if the stash is full: then the message becomes a dead letter, and its asker gets a
     *     {@link MailboxFullException}
     * @throws IllegalStateException if no message is in hand, or its answer has been promised already
     */
    boolean add();

    /** Puts all back before the messages that wait, oldest first. The turn in hand ends first. */
    default void unstashAll() {
        unstash(size());
    }

    /** Puts the oldest ones back, at most so many, before the messages that wait. */
    void unstash(int messages);

    /** How many are set aside, without the one in hand. */
    int size();

    /** How many may be. */
    int capacity();

    /** Whether nothing is set aside. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /** Whether nothing more fits. */
    default boolean isFull() {
        return size() >= capacity();
    }
}

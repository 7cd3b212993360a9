package io.nact;

/**
 * What an actor sends in its turn, held back until it is known that the turn counts: for event sourcing and the like, where
 * nothing may leave the actor that would have to be taken back. Made by {@link ActorContext#holdSends}; only for use in the
 * actor's turns, of which several may follow one another before it is decided.
 *
 * <p>Held is what the actor's own thread tells, replies and publishes to the system's event bus, in order. What needs its
 * answer at once cannot be: ask, call, tryTell, offer and spawn are refused with an {@link IllegalStateException}.
 */
public interface HeldSends {

    /**
     * Runs the code and holds what it sends.
     *
     * @throws Exception what the code throws; what it has sent until then is held all the same
     */
    void during(Action code) throws Exception;

    /** Holds something else to do, behind what is held already. */
    void add(Runnable send);

    /** Does it all, in order, and holds nothing any more. What one of them throws is thrown when all have been done. */
    void release();

    /** Forgets it all. */
    void drop();

    /** A piece of code. */
    @FunctionalInterface
    interface Action {

        /**
         * Runs it.
         *
         * @throws Exception any
         */
        void run() throws Exception;
    }
}

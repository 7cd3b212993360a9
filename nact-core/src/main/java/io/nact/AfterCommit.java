package io.nact;

/**
 * A way to an actor that waits for the sender's transaction; see {@link ActorRef#afterCommit()}.
 *
 * @param <M> the messages that the actor takes
 */
@FunctionalInterface
public interface AfterCommit<M> {

    /**
     * Sends the message once the calling thread's transaction has committed, and never if it is rolled back; at once if
     * there is none. Messages of one transaction are sent in the order of these calls.
     *
     * @throws RuntimeException what the actor's check of its messages says, at once; see {@link Behavior#checked}
     */
    void tell(M message);
}

package io.nact.persistence;

import org.jspecify.annotations.Nullable;

/**
 * Is told how long persistent actors take to get their states back. Called in their turns: it returns at once. What it
 * throws is logged.
 */
@FunctionalInterface
public interface RecoveryListener {

    /**
     * A recovery has ended. One that is given up, because its actor is stopped meanwhile, is not told.
     *
     * @param type the type of the actor's persistence id
     * @param nanos how long it took, with the wait for other recoveries
     * @param failure what kept the actor from having its state, or null if it has it
     */
    void recovered(String type, long nanos, @Nullable Throwable failure);
}

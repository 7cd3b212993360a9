package io.nact.persistence.journal;

import java.util.Map;
import java.util.Optional;

/**
 * Where projections keep how far they are, in the place where they keep what they make: both change in one transaction.
 *
 * <p>Everything here blocks, for what it calls is bound to the thread as a transaction may be. Failures of the store are
 * {@link PersistenceException}s.
 */
public interface ProjectionStore {

    /** How far the projection is, if it has ever begun. */
    Optional<ProjectionProgress> find(String name);

    /** All that have ever begun, also those that nobody runs any more. */
    Map<String, ProjectionProgress> all();

    /** Has it begin after this position, unless it has begun already. */
    void create(String name, long position);

    /**
     * Changes the projection in a transaction that keeps everybody else from it; does nothing if somebody has it, or if it has
     * never begun. What the update throws rolls the transaction back, and is thrown as it is. If the store fails to commit,
     * nobody knows whether it has: {@link #find} tells.
     *
     * @return whether the update was called
     */
    boolean tryUpdate(String name, Update update) throws Exception;

    /**
     * As {@link #tryUpdate}, after waiting for whoever has it.
     *
     * @throws JournalUnavailableException if that one goes on for longer than ten seconds
     */
    boolean update(String name, Update update) throws Exception;

    /** A change of how far a projection is. */
    @FunctionalInterface
    interface Update {

        /** Does what belongs to it, and answers what is to be stored: the same progress if nothing is. */
        ProjectionProgress from(ProjectionProgress progress, ProjectionTransaction transaction) throws Exception;
    }
}

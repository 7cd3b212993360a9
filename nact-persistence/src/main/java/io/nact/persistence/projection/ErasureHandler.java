package io.nact.persistence.projection;

import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.ProjectionTransaction;

/** Removes what a projection has made of the events of an id whose data have been erased. */
@FunctionalInterface
public interface ErasureHandler {

    /** Removes it, in the place of the events that are gone. */
    void erased(PersistenceId id, ProjectionTransaction transaction) throws Exception;
}

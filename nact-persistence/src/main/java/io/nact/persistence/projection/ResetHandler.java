package io.nact.persistence.projection;

import io.nact.persistence.journal.ProjectionTransaction;

/** Removes all that a projection has made, before it begins anew. */
@FunctionalInterface
public interface ResetHandler {

    /** Removes it, in the transaction in which the position goes back. */
    void reset(ProjectionTransaction transaction) throws Exception;
}

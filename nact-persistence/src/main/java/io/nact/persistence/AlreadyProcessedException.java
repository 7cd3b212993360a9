package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;

/**
 * A command was processed before, and the actor does not say what is answered then: what it led to is stored, once. The actor
 * goes on.
 */
public class AlreadyProcessedException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    public AlreadyProcessedException(String message) {
        super(message);
    }
}

package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;

/** A class without an alias was to be stored, or an alias without a class was read. Only what is registered is either. */
public class UnknownEventTypeException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    public UnknownEventTypeException(String message) {
        super(message);
    }
}

package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.PersistenceId;

/**
 * A command was processed before, and the actor does not say what is answered then: what it led to is stored, once. The actor
 * goes on.
 */
public class AlreadyProcessedException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final long sequenceNr;

    public AlreadyProcessedException(PersistenceId id, Class<?> command, long sequenceNr) {
        super("'%s' has processed this %s before, which led to number %d. Say with onDuplicate what is answered then"
                .formatted(id, command.getSimpleName(), sequenceNr));
        this.sequenceNr = sequenceNr;
    }

    /** The number of the last event, or the revision, that the command led to. */
    public long sequenceNr() {
        return sequenceNr;
    }
}

package io.nact.persistence.journal;

/** Another writer was there before: two actors hold the same id, or this one has missed events. Nothing was stored. */
public class SequenceConflictException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    public SequenceConflictException(PersistenceId id, long sequenceNr) {
        super(
                ("Number %d of '%s' is not the next for this writer: another one has written. Recover before writing again; if it"
                                + " happens often, two systems run the same actor")
                        .formatted(sequenceNr, id));
    }
}

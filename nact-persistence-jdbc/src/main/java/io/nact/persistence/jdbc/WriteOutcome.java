package io.nact.persistence.jdbc;

import java.util.Locale;

/** What became of a write. */
public enum WriteOutcome {
    /** It is safe. */
    STORED,
    /** Another writer was there before. */
    CONFLICT,
    /** The database does not take it. */
    REJECTED,
    /** Nobody knows whether it is stored, or it was not tried since the database does not answer. */
    UNAVAILABLE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Its name in meters. */
    public String label() {
        return label;
    }
}

package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StateChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One new state. */
final class StateWrite extends Write {

    private final StateChange change;

    StateWrite(StateChange change) {
        this.change = change;
    }

    StateChange change() {
        return change;
    }

    @Override
    PersistenceId id() {
        return change.id();
    }

    @Override
    long sequenceNr() {
        return change.revision();
    }

    @Override
    long lastSequenceNr() {
        return change.revision();
    }

    @Override
    @Nullable
    CommandKey command() {
        return change.command();
    }

    @Override
    int events() {
        return 1;
    }

    @Override
    long size() {
        return change.state().json().length();
    }

    @Override
    String what() {
        return "revision %d of %s (%s)"
                .formatted(change.revision(), id(), change.state().type());
    }

    @Override
    boolean isStored(Connection connection, Tables tables) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().state())) {
            tables.dialect().bind(select, 1, change.id());
            try (ResultSet state = select.executeQuery()) {
                return state.next()
                        && state.getLong("revision") == change.revision()
                        && state.getString("writer").equals(change.writer());
            }
        }
    }

    @Override
    boolean isNext(Connection connection, Tables tables) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().state())) {
            tables.dialect().bind(select, 1, change.id());
            try (ResultSet state = select.executeQuery()) {
                long revision = state.next() ? state.getLong("revision") : 0;
                return revision == change.revision() - 1;
            }
        }
    }
}

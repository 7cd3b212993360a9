package io.nact.persistence.jdbc;

import io.nact.persistence.journal.PersistenceId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Everything in which the databases differ. */
enum Dialect {
    POSTGRESQL("postgresql") {

        @Override
        EventInsert insertOf(Sql sql) {
            return new LockingInsert(sql);
        }
    },

    /** MariaDB too. Keys are bytes there, for text is compared without regard to case or to blanks at the end. */
    MYSQL("mysql") {

        @Override
        void bind(PreparedStatement statement, int index, PersistenceId id) throws SQLException {
            statement.setBytes(index, id.key().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        String key(ResultSet row, int index) throws SQLException {
            return new String(row.getBytes(index), StandardCharsets.UTF_8);
        }
    },

    H2("h2") {

        /** With two it goes through the whole table; and each costs no way over a network. */
        @Override
        int idsAtOnce() {
            return 1;
        }
    };

    private final String platform;

    Dialect(String platform) {
        this.platform = platform;
    }

    /**
     * The dialect of the database behind the connection.
     *
     * @throws InvalidSchemaException if there is none
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("postgresql")) {
            return POSTGRESQL;
        }
        if (name.contains("mysql") || name.contains("mariadb")) {
            return MYSQL;
        }
        if (name.equals("h2")) {
            return H2;
        }
        throw new InvalidSchemaException(
                "The database is %s, for which there is no journal.".formatted(product),
                "Use PostgreSQL 12, MySQL 8.0, MariaDB 10.6 or H2 2.2 or later, or implement io.nact.persistence.journal.Storage.");
    }

    /** Of how many ids one statement finds the last event by the index. */
    int idsAtOnce() {
        return 100;
    }

    /** The script that makes the tables, beside this class. */
    String script() {
        return "schema-" + platform + ".sql";
    }

    /** How events are inserted: one by one in a JDBC batch, in a transaction that has the lock. */
    EventInsert insertOf(Sql sql) {
        return new BatchInsert(sql, this);
    }

    void bind(PreparedStatement statement, int index, PersistenceId id) throws SQLException {
        statement.setString(index, id.key());
    }

    /** What {@link #bind} has bound, read again. */
    String key(ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }
}

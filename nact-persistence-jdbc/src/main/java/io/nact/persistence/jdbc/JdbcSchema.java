package io.nact.persistence.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/** Makes the tables, for programs without Spring and without a tool for migrations. */
public final class JdbcSchema {

    private JdbcSchema() {}

    /**
     * Makes what is not there yet, with the prefix {@code nact_}; what is there stays as it is.
     *
     * @throws InvalidSchemaException if the database is none of those that are known
     * @throws SQLException if a statement fails
     */
    public static void create(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : script(Dialect.of(connection)).split(";\\s*(\\R|$)")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static String script(Dialect dialect) {
        try (InputStream script = JdbcSchema.class.getResourceAsStream(dialect.script())) {
            byte[] bytes = Objects.requireNonNull(script, dialect.script()).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.nact.persistence.journal.JournalUnavailableException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class TableCheckTests {

    private final JdbcDataSource dataSource = h2();

    @Test
    void aMissingTableIsToldWithTheScriptThatMakesIt() {
        assertThatThrownBy(() -> JdbcStorage.open(dataSource))
                .asInstanceOf(type(InvalidSchemaException.class))
                .satisfies(mistake -> {
                    assertThat(mistake.description()).startsWith("Table nact_command cannot be read:");
                    assertThat(mistake.action())
                            .isEqualTo("Run the script classpath:io/nact/persistence/jdbc/schema-h2.sql, by hand, by"
                                    + " JdbcSchema.create or as a migration.");
                    assertThat(mistake.isTableMissing()).isTrue();
                });
    }

    @Test
    void aMissingColumnIsNamed() throws Exception {
        JdbcSchema.create(dataSource);
        execute("ALTER TABLE nact_snapshot DROP COLUMN metadata");

        assertThatThrownBy(() -> JdbcStorage.open(dataSource))
                .hasMessageStartingWith("Table nact_snapshot has no column metadata.")
                .asInstanceOf(type(InvalidSchemaException.class))
                .matches(mistake -> !mistake.isTableMissing(), "the table is there");
    }

    @Test
    void aMissingLockRowIsToldWithTheStatementThatInsertsIt() throws Exception {
        JdbcSchema.create(dataSource);
        execute("DELETE FROM nact_journal_lock");

        assertThatThrownBy(() -> JdbcStorage.open(dataSource))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageEndingWith("Insert it: INSERT INTO nact_journal_lock (id) VALUES (1)");
    }

    @Test
    void theScriptMayRunAgain() throws Exception {
        JdbcSchema.create(dataSource);
        JdbcSchema.create(dataSource);

        JdbcStorage.open(dataSource).close();
    }

    @Test
    void tablesMayHaveAnotherPrefix() throws Exception {
        execute("CREATE SCHEMA shop");
        JdbcSchema.create(dataSource);
        for (String table : new String[] {"journal_lock", "event", "snapshot", "state", "command", "projection"}) {
            execute("CREATE TABLE shop.a_" + table + " AS SELECT * FROM nact_" + table);
        }
        execute("DROP TABLE nact_journal_lock, nact_event, nact_snapshot, nact_state, nact_command, nact_projection");

        JdbcStorage.open(dataSource, JdbcStorageOptions.defaults().withTablePrefix("shop.a_"))
                .close();
    }

    @Test
    void aPrefixIsAName() {
        assertThatThrownBy(() -> JdbcStorageOptions.defaults().withTablePrefix("x; DROP TABLE users; --"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDatabaseThatCannotBeReachedIsToldAtTheStart() {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";IFEXISTS=TRUE");

        assertThatThrownBy(() -> JdbcStorage.open(nowhere))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageStartingWith("The journal's database cannot be reached");
    }

    @Test
    void aConnectionThatIsLostMeanwhileIsNoMissingTable() throws Exception {
        JdbcSchema.create(dataSource);

        assertThatThrownBy(() -> JdbcStorage.open(losing("nact_event")))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("SQLState 08006");
    }

    /** Its connections are lost when something is asked of the table. */
    private DataSource losing(String table) throws SQLException {
        Connection connection = dataSource.getConnection();
        Connection losing = proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("prepareStatement") && ((String) arguments[0]).contains(table)) {
                throw new SQLException("lost", "08006");
            }
            return method.invoke(connection, arguments);
        });
        return proxy(DataSource.class, (method, arguments) -> losing);
    }

    @FunctionalInterface
    private interface Handler {

        Object call(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.call(method, arguments)));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JdbcDataSource h2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }
}

package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ConnectionsTests {

    private final List<String> calls = new ArrayList<>();

    private final Set<String> broken = new HashSet<>();

    private final Connections connections = new Connections(dataSource(), Duration.ofSeconds(1));

    @Test
    void workIsCommittedAndTheConnectionGivenBackAsItCame() throws Exception {
        connections.inTransaction(connection -> calls.add("work"));

        assertThat(calls).containsExactly("setAutoCommit false", "work", "commit", "setAutoCommit true", "close");
    }

    @Test
    void workThatFailsIsRolledBack() {
        assertThatThrownBy(() -> connections.inTransaction(connection -> {
                    throw new SQLException("work");
                }))
                .hasMessage("work");

        assertThat(calls).containsExactly("setAutoCommit false", "rollback", "setAutoCommit true", "close");
    }

    @Test
    void aCommitThatFailsIsRolledBack() {
        broken.add("commit");

        assertThatThrownBy(() -> connections.inTransaction(connection -> calls.add("work")))
                .hasMessage("commit");

        assertThat(calls)
                .containsExactly("setAutoCommit false", "work", "commit", "rollback", "setAutoCommit true", "close");
    }

    @Test
    void whatCannotBeRolledBackIsNeverCommitted() {
        broken.addAll(Set.of("commit", "rollback"));

        assertThatThrownBy(() -> connections.inTransaction(connection -> calls.add("work")))
                .hasMessage("commit");

        assertThat(calls).containsExactly("setAutoCommit false", "work", "commit", "rollback", "abort", "close");
    }

    /** Of connections that commit when they are told to commit by themselves, as the specification has it. */
    private DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> proxy(Connection.class, this::onConnection));
    }

    private Object onConnection(String method, Object[] arguments) throws SQLException {
        if (method.equals("getAutoCommit")) {
            return !calls.contains("setAutoCommit false") || calls.contains("setAutoCommit true");
        }
        if (method.equals("getNetworkTimeout")) {
            return 1000;
        }
        calls.add(method.equals("setAutoCommit") ? method + " " + arguments[0] : method);
        if (broken.contains(method)) {
            throw new SQLException(method);
        }
        return null;
    }

    @FunctionalInterface
    private interface Handler {

        Object call(String method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.call(method.getName(), arguments)));
    }
}

package io.nact.persistence.jdbc;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** How far projections are, in one table: whoever has locked a row is the only one who goes on with that projection. */
final class JdbcProjections implements ProjectionStore {

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final ProjectionTransactions transactions;

    private final ProjectionTable table;

    private final LocalLocks locks;

    JdbcProjections(ProjectionTransactions transactions, Tables tables, LocalLocks locks) {
        this.transactions = transactions;
        this.locks = locks;
        this.table = new ProjectionTable(tables.sql());
    }

    @Override
    public Optional<ProjectionProgress> find(String name) {
        return execute("Reading projection '%s'".formatted(name), connection -> table.read(connection, name));
    }

    @Override
    public Map<String, ProjectionProgress> all() {
        return execute("Reading all projections", table::all);
    }

    @Override
    public void create(String name, long position) {
        try {
            transactions.execute(connection -> {
                if (table.read(connection, name).isEmpty()) {
                    table.insert(connection, name, position);
                }
                return true;
            });
        } catch (SQLException | RuntimeException failure) {
            if (find(name).isEmpty()) { // nobody else has been quicker
                throw unavailable("Storing projection '%s'".formatted(name), failure);
            }
        }
    }

    @Override
    public boolean tryUpdate(String name, Update update) throws Exception {
        return underLock(name, 0, () -> inTransaction(name, table::tryLock, update));
    }

    @Override
    public boolean update(String name, Update update) throws Exception {
        boolean done = underLock(name, LONGEST_WAIT_SECONDS, () -> inTransaction(name, table::lock, update));
        if (!done && find(name).isPresent()) {
            throw new JournalUnavailableException("Projection '%s' is being worked at for longer than %d seconds"
                    .formatted(name, LONGEST_WAIT_SECONDS));
        }
        return done;
    }

    private interface Locked {

        boolean run() throws Exception;
    }

    private boolean underLock(String name, int seconds, Locked work) throws Exception {
        ReentrantLock lock = locks.of(name);
        if (!lock.tryLock(seconds, TimeUnit.SECONDS)) {
            return false;
        }
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    private interface Selection {

        Optional<ProjectionProgress> select(Connection connection, String name) throws SQLException;
    }

    private boolean inTransaction(String name, Selection selection, Update update) throws Exception {
        try {
            return execute("Changing projection '%s'".formatted(name), connection -> {
                Optional<ProjectionProgress> locked = selection.select(connection, name);
                if (locked.isEmpty()) {
                    return false;
                }
                ProjectionProgress before = locked.get();
                ProjectionProgress after = call(update, before, connection);
                if (!after.equals(before)) {
                    table.update(connection, name, before, after);
                }
                return true;
            });
        } catch (Thrown thrown) {
            throw thrown.byUpdate;
        }
    }

    private ProjectionProgress call(Update update, ProjectionProgress before, Connection connection) {
        try {
            return update.from(before, new JdbcProjectionTransaction(connection, transactions));
        } catch (Exception failure) {
            throw new Thrown(failure);
        }
    }

    private <T> T execute(String what, ProjectionTransactions.Work<T> work) {
        try {
            return transactions.execute(work);
        } catch (Thrown | PersistenceException | InvalidSchemaException telling) {
            throw telling;
        } catch (SQLException | RuntimeException failure) {
            throw unavailable(what, failure);
        }
    }

    private static JournalUnavailableException unavailable(String what, Exception thrown) {
        SqlFailure failure = SqlFailure.of(thrown);
        return new JournalUnavailableException("%s failed: %s".formatted(what, failure), failure.withoutData(thrown));
    }

    /** Carries what an update has thrown through the transaction, which it rolls back. */
    private static final class Thrown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Exception byUpdate;

        Thrown(Exception byUpdate) {
            super(null, byUpdate, false, false);
            this.byUpdate = byUpdate;
        }
    }
}

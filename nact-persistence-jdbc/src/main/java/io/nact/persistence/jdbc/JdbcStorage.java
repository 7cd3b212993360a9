package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.SnapshotStore;
import io.nact.persistence.journal.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A storage in a relational database: PostgreSQL, MySQL, MariaDB or H2.
 *
 * <p>One thread writes, a few read; each takes a connection for one piece of work, never that of somebody's transaction. The
 * data source needs a connection for the writer and one for each reader at the same time, and stays open when the storage is
 * closed. Several storages, in one process or in many, may share the tables.
 */
public final class JdbcStorage implements Storage {

    private final Writer writer;

    private final ReadThreads readers;

    private final Journal journal;

    private final SnapshotStore snapshots;

    private final DurableStateStore states;

    private final CommandLog commands;

    private final AtomicBoolean closed = new AtomicBoolean();

    private JdbcStorage(
            DataSource dataSource, Tables tables, JdbcStorageOptions options, @Nullable JournalListener listener) {
        Connections connections = new Connections(dataSource, options.writeTimeout());
        boolean checkpoint = options.h2Checkpoint() && tables.dialect() == Dialect.H2;
        this.readers = new ReadThreads(options.readThreads());
        CommandExpiry expiry = new CommandExpiry(readers, connections, tables, options.commandTtl());
        this.writer = new Writer(new JournalTransaction(connections, tables, expiry, checkpoint), options, listener);
        this.journal = new JdbcJournal(writer, readers, connections, tables);
        this.snapshots = new JdbcSnapshots(readers, connections, tables);
        this.states = new JdbcStates(writer, readers, connections, tables);
        this.commands = new JdbcCommands(readers, connections, tables);
    }

    /** Opens it with the default options. */
    public static JdbcStorage open(DataSource dataSource) {
        return open(dataSource, JdbcStorageOptions.defaults());
    }

    /**
     * Opens it.
     *
     * @throws InvalidSchemaException if the database is none of those that are known, or a table is not as it should be
     * @throws JournalUnavailableException if the database does not answer
     */
    public static JdbcStorage open(DataSource dataSource, JdbcStorageOptions options) {
        return open(dataSource, options, null);
    }

    /** {@link #open(DataSource, JdbcStorageOptions)} with somebody who is told what it writes. */
    public static JdbcStorage open(
            DataSource dataSource, JdbcStorageOptions options, @Nullable JournalListener listener) {
        JdbcStorage storage = new JdbcStorage(dataSource, checkedTables(dataSource, options), options, listener);
        storage.writer.start();
        return storage;
    }

    private static Tables checkedTables(DataSource dataSource, JdbcStorageOptions options) {
        try (Connection connection = dataSource.getConnection()) {
            Tables tables = new Tables(new Sql(options.tablePrefix()), Dialect.of(connection));
            new TableCheck(tables).check(connection);
            if (tables.dialect() == Dialect.H2 && !options.h2Checkpoint()) {
                H2Durability.warn(connection);
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return tables;
        } catch (SQLException thrown) {
            SqlFailure failure = SqlFailure.of(thrown);
            throw new JournalUnavailableException(
                    "The journal's database cannot be reached: " + failure, failure.withoutData(thrown));
        }
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public SnapshotStore snapshots() {
        return snapshots;
    }

    @Override
    public DurableStateStore states() {
        return states;
    }

    @Override
    public CommandLog commands() {
        return commands;
    }

    /** Whether writes are tried: false for some seconds after several in a row whose outcome nobody could find out. */
    public boolean isAvailable() {
        return writer.isAvailable();
    }

    /** Whether the last write that was answered was so without anybody knowing what has become of it. */
    public boolean isInDoubt() {
        return writer.isInDoubt();
    }

    /** How many writes wait for the one that is going on. */
    public int queued() {
        return writer.queued();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            writer.close();
            readers.close();
        }
    }
}

package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.SnapshotStore;
import io.nact.persistence.journal.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A storage in a relational database: PostgreSQL, MySQL, MariaDB or H2.
 *
 * <p>One thread writes, a few read; each takes a connection for one piece of work, never that of somebody's transaction. The
 * data source needs a connection for the writer, one for each reader and one for each projection at the same time, and stays
 * open when the storage is closed. Several storages, in one process or in many, may share the tables.
 */
public final class JdbcStorage implements Storage {

    /** A read model may take long to clear. */
    private static final Duration LONGEST_PROJECTION_STATEMENT = Duration.ofMinutes(5);

    private final Writer writer;

    private final ReadThreads readers;

    private final Journal journal;

    private final SnapshotStore snapshots;

    private final DurableStateStore states;

    private final CommandLog commands;

    private final EventFeed feed;

    private final ProjectionStore projections;

    private final Tables tables;

    private final LocalLocks locks = new LocalLocks();

    private final AtomicBoolean closed = new AtomicBoolean();

    private JdbcStorage(
            DataSource dataSource, Tables tables, JdbcStorageOptions options, @Nullable JournalListener listener) {
        Connections connections = new Connections(dataSource, options.writeTimeout());
        boolean checkpoint = options.h2Checkpoint() && tables.dialect() == Dialect.H2;
        this.readers = new ReadThreads(options.readThreads());
        CommandExpiry expiry = new CommandExpiry(readers, connections, tables, options.commandTtl());
        Announcements announcements = new Announcements();
        Attempts attempts = new JournalTransaction(connections, tables, expiry, checkpoint);
        this.writer = new Writer(attempts, options, announcements, listener);
        this.journal = new JdbcJournal(writer, readers, connections, tables);
        this.snapshots = new JdbcSnapshots(readers, connections, tables);
        this.states = new JdbcStates(writer, readers, connections, tables);
        this.commands = new JdbcCommands(readers, connections, tables);
        this.feed = new JdbcFeed(readers, connections, tables, announcements);
        this.tables = tables;
        this.projections = projections(ownTransactions(new Connections(dataSource, LONGEST_PROJECTION_STATEMENT)));
    }

    /** Opens it with the default options. */
    public static JdbcStorage open(DataSource dataSource) {
        return open(dataSource, JdbcStorageOptions.defaults());
    }

    /**
     * Opens it.
     *
     * @throws InvalidSchemaException if the database is none of those that are known, a table is not as it should be, or the
     *     options ask for checkpoints that the user of an H2 file may not have
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
            if (tables.dialect() == Dialect.H2) {
                checkDurability(connection, options);
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

    private static void checkDurability(Connection connection, JdbcStorageOptions options) throws SQLException {
        if (options.h2Checkpoint()) {
            H2Durability.requireCheckpoints(connection);
        } else {
            H2Durability.warn(connection);
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

    @Override
    public EventFeed feed() {
        return feed;
    }

    /** In transactions of their own on this storage's data source; a handler's connection is their resource. */
    @Override
    public ProjectionStore projections() {
        return projections;
    }

    /** How far projections are, in these transactions, which are on a database with the tables of this storage. */
    public ProjectionStore projections(ProjectionTransactions transactions) {
        return new JdbcProjections(transactions, tables, locks);
    }

    private static ProjectionTransactions ownTransactions(Connections connections) {
        return new ProjectionTransactions() {
            @Override
            public <T> T execute(Work<T> work) throws SQLException {
                return connections.inTransaction(work::on);
            }
        };
    }

    /**
     * Whether writes are tried: false for some seconds after several in a row whose outcome nobody could find out. That they are
     * tried again does not say that the database answers: until one has been settled, the storage {@linkplain #isInDoubt() is in
     * doubt}.
     */
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

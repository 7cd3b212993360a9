package io.nact.benchmarks.journal;

import io.nact.benchmarks.journal.Account.Deposited;
import io.nact.persistence.journal.Payload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Connections that insert one event each and commit it: the same row as the journal's, without lock and order. */
final class InsertingAccounts implements Accounts {

    private final DataSource dataSource;

    private final ExecutorService threads;

    private final long[] last;

    InsertingAccounts(DataSource dataSource, int accounts, int connections) {
        this.dataSource = dataSource;
        this.threads = Executors.newFixedThreadPool(connections);
        this.last = new long[accounts];
    }

    @Override
    public CompletionStage<Long> deposit(int account) {
        return CompletableFuture.supplyAsync(() -> insert(account, ++last[account]), threads);
    }

    private long insert(int account, long sequenceNr) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(Insert.SQL)) {
            Insert.bind(insert, Accounts.name(account), sequenceNr);
            insert.executeUpdate();
            return sequenceNr;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String audit() {
        return NactAccounts.AUDIT;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** The statement, for whoever has a connection. */
    static final class Insert {

        static final String SQL =
                "INSERT INTO nact_event (persistence_id, sequence_nr, slice, event_type, event_version, payload, metadata,"
                        + " tags, writer, created_at) VALUES (?, ?, 1, ?, ?, ?, NULL, NULL, ?, ?)";

        private static final String WRITER = "123e4567-e89b-12d3-a456-426614174000";

        private Insert() {}

        static void bind(PreparedStatement insert, String account, long sequenceNr) throws SQLException {
            Payload payload = Account.EVENTS.encode(new Deposited(1, TEXT));
            insert.setString(1, Account.TYPE + "|" + account);
            insert.setLong(2, sequenceNr);
            insert.setString(3, payload.type());
            insert.setInt(4, payload.version());
            insert.setString(5, payload.json());
            insert.setString(6, WRITER);
            insert.setLong(7, System.currentTimeMillis());
        }
    }
}

package io.nact.benchmarks.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A client for each account that deposits, waits until that is safe, and deposits again; each balance has to be right. */
final class Deposits {

    private static final long SECONDS_TO_END = 60;

    private final Accounts accounts;

    /** Each written by one client, which goes on from stage to stage. */
    private final long[] balances;

    Deposits(Accounts accounts, int count) {
        this.accounts = accounts;
        this.balances = new long[count];
    }

    /** Deposits for so long, and once at least. How many a second. */
    double rate(Duration length) {
        long before = total();
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int account = 0; account < balances.length; account++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            clients.add(done);
            deposit(account, begin + length.toNanos(), done);
        }
        clients.forEach(client -> client.orTimeout(length.toSeconds() + SECONDS_TO_END, TimeUnit.SECONDS)
                .join());
        return (total() - before) * 1e9 / (System.nanoTime() - begin);
    }

    private void deposit(int account, long end, CompletableFuture<Void> done) {
        accounts.deposit(account).whenComplete((balance, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else if (balance != ++balances[account]) {
                done.completeExceptionally(new IllegalStateException(
                        "%s has %d after %d deposits".formatted(Accounts.name(account), balance, balances[account])));
            } else if (System.nanoTime() - end < 0) {
                deposit(account, end, done);
            } else {
                done.complete(null);
            }
        });
    }

    long total() {
        return Arrays.stream(balances).sum();
    }

    /**
     * Looks whether the database has each deposit, once.
     *
     * @throws IllegalStateException if not
     */
    void audit(DataSource dataSource) throws SQLException {
        Map<String, Long> expected = new HashMap<>();
        for (int account = 0; account < balances.length; account++) {
            expected.put(Accounts.name(account), balances[account]);
        }
        Map<String, Long> stored = stored(dataSource);
        if (!stored.equals(expected)) {
            expected.entrySet().removeAll(stored.entrySet());
            throw new IllegalStateException("The database has something else than was said to be safe, such as of %s"
                    .formatted(expected.entrySet().stream().limit(3).toList()));
        }
    }

    private Map<String, Long> stored(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(accounts.audit())) {
            Map<String, Long> stored = new HashMap<>();
            while (rows.next()) {
                stored.put(rows.getString(1), rows.getLong(2));
            }
            return stored;
        }
    }
}

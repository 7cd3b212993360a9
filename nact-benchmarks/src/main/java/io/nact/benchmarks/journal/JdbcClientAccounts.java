package io.nact.benchmarks.journal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows, as a Spring application has them without actors: a transaction for each request reads the balance, locks it, and
 * writes the next one. There is a thread for each connection, so that none waits for one. As an account waits for its deposit
 * before it makes the next, no two transactions want the same row.
 */
final class JdbcClientAccounts implements Accounts {

    static final String[] TABLES = {
        "CREATE TABLE account (id VARCHAR(255) PRIMARY KEY, balance BIGINT NOT NULL)",
        "CREATE TABLE deposit (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account VARCHAR(255) NOT NULL,"
                + " amount BIGINT NOT NULL, text TEXT NOT NULL, created_at TIMESTAMPTZ NOT NULL DEFAULT now())"
    };

    private final JdbcClient jdbc;

    private final TransactionTemplate transactions;

    private final ExecutorService threads;

    private final boolean history;

    JdbcClientAccounts(DataSource dataSource, int accounts, int connections, boolean history) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.threads = Executors.newFixedThreadPool(connections);
        this.history = history;
        jdbc.sql("INSERT INTO account SELECT 'account-' || i, 0 FROM generate_series(0, ? - 1) i")
                .param(accounts)
                .update();
    }

    @Override
    public CompletionStage<Long> deposit(int account) {
        String id = Accounts.name(account);
        return CompletableFuture.supplyAsync(
                () -> Objects.requireNonNull(transactions.execute(status -> depositOne(id))), threads);
    }

    private long depositOne(String id) {
        long balance = 1
                + jdbc.sql("SELECT balance FROM account WHERE id = ? FOR UPDATE")
                        .param(id)
                        .query(Long.class)
                        .single();
        jdbc.sql("UPDATE account SET balance = ? WHERE id = ?")
                .params(balance, id)
                .update();
        if (history) {
            jdbc.sql("INSERT INTO deposit (account, amount, text) VALUES (?, ?, ?)")
                    .params(id, 1L, TEXT)
                    .update();
        }
        return balance;
    }

    @Override
    public String audit() {
        return history ? "SELECT account, COUNT(*) FROM deposit GROUP BY account" : "SELECT id, balance FROM account";
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}

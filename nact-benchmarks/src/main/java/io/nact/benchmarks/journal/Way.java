package io.nact.benchmarks.journal;

import java.util.List;

/**
 * One way to keep accounts, with so many clients.
 *
 * @param name in the report
 * @param accounts each has a client that waits for its deposit
 */
record Way(String name, int accounts, Opening opening) {

    static final String COMMITS = "a commit per event, 1 connection";

    static final String BALANCE = "JdbcClient, 16 connections: balance only";

    static final String HISTORY = "JdbcClient, 16 connections: balance and deposit";

    static final String PEKKO = "Pekko persistence, 500 actors";

    static final String NACT = "nact, 500 actors";

    private static final int CONNECTIONS = 16;

    private static final int MANY = 500;

    private static final int SOME = 64;

    /** Makes the accounts, in tables that are empty. */
    @FunctionalInterface
    interface Opening {

        Accounts open(Database database, int accounts);
    }

    static List<Way> all() {
        return List.of(
                new Way(COMMITS, MANY, (db, accounts) -> new InsertingAccounts(db.pool(), accounts, 1)),
                new Way(
                        "a commit per event, 16 connections",
                        MANY,
                        (db, accounts) -> new InsertingAccounts(db.pool(), accounts, CONNECTIONS)),
                jdbcClient(BALANCE, false),
                jdbcClient(HISTORY, true),
                new Way("Pekko persistence, 64 actors", SOME, (db, accounts) -> new PekkoAccounts(db.url(), accounts)),
                new Way(PEKKO, MANY, (db, accounts) -> new PekkoAccounts(db.url(), accounts)),
                new Way("nact, 64 actors", SOME, (db, accounts) -> new NactAccounts(db.pool(), accounts)),
                new Way(NACT, MANY, (db, accounts) -> new NactAccounts(db.pool(), accounts)),
                new Way(
                        "nact's journal without actors, 500 writers",
                        MANY,
                        (db, accounts) -> new JournalAccounts(db.pool(), accounts)));
    }

    private static Way jdbcClient(String name, boolean history) {
        return new Way(name, MANY, (db, accounts) -> new JdbcClientAccounts(db.pool(), accounts, CONNECTIONS, history));
    }
}

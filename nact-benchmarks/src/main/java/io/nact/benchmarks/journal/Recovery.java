package io.nact.benchmarks.journal;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.benchmarks.journal.Account.Deposit;
import io.nact.benchmarks.journal.Account.Deposited;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.PersistenceId;
import io.nact.system.ActorSystems;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How fast an actor with 50,000 events comes back, from its spawn to its first reply, beside a loop that only reads the same
 * rows, all columns that the journal needs, and makes nothing of them. In turns; the first round warms up.
 */
final class Recovery {

    private static final int EVENTS = 50_000;

    private static final int AT_ONCE = 500;

    private static final int TIMES = 5;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String READ = "a bare read by JDBC";

    private static final String NACT = "nact";

    private static final String SELECT =
            "SELECT sequence_nr, position, event_type, event_version, payload, metadata, tags, writer, created_at"
                    + " FROM nact_event WHERE persistence_id = ? ORDER BY sequence_nr";

    private final Database database;

    private final Map<String, Series> rates = new LinkedHashMap<>();

    Recovery(Database database) {
        this.database = database;
    }

    /** Reads all of it; the balance, or what stands for it. */
    @FunctionalInterface
    private interface Reading {

        long read() throws Exception;
    }

    List<String> run(int rounds) throws Exception {
        database.clear();
        try (JdbcStorage storage = JdbcStorage.open(database.pool());
                ActorSystem system = ActorSystems.start("recovery");
                PekkoAccounts pekko = new PekkoAccounts(database.url(), 1)) {
            write(storage);
            for (int i = 0; i < EVENTS; i += AT_ONCE) {
                pekko.deposit(0, AT_ONCE).toCompletableFuture().join();
            }
            database.execute("VACUUM ANALYZE nact_event, event_journal");
            Behavior<Deposit> behavior = Account.behavior(storage);
            Map<String, Reading> readings = new LinkedHashMap<>();
            readings.put(READ, this::read);
            readings.put(NACT, () -> recover(system, behavior));
            readings.put(
                    "Pekko persistence",
                    () -> pekko.recover(0).toCompletableFuture().join());
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, Reading> reading : readings.entrySet()) {
                    measure(reading.getKey(), reading.getValue(), round);
                }
            }
        }
        return report();
    }

    private static void write(JdbcStorage storage) {
        EncodedEvent event = EncodedEvent.of(Account.EVENTS.encode(new Deposited(1, Accounts.TEXT)));
        PersistenceId id = PersistenceId.of(Account.TYPE, Accounts.name(0));
        for (int next = 1; next <= EVENTS; next += AT_ONCE) {
            EventBatch batch = new EventBatch(id, "benchmark", next, Collections.nCopies(AT_ONCE, event));
            storage.journal().append(batch).toCompletableFuture().join();
        }
    }

    private long read() throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, Account.TYPE + "|" + Accounts.name(0));
            try (ResultSet rows = select.executeQuery()) {
                long read = 0;
                while (rows.next()) {
                    read += row(rows);
                }
                return read;
            }
        }
    }

    /** One, if the row is as it should be. */
    private static int row(ResultSet row) throws SQLException {
        long sum = row.getLong(1) + row.getLong(2) + row.getInt(4) + row.getLong(9);
        int length = row.getString(3).length()
                + row.getString(5).length()
                + row.getString(8).length();
        boolean plain = row.getString(6) == null && row.getString(7) == null;
        return plain && sum > 0 && length > Accounts.TEXT.length() ? 1 : 0;
    }

    private static long recover(ActorSystem system, Behavior<Deposit> behavior) {
        ActorRef<Deposit> account = system.spawn(Accounts.name(0), behavior);
        long balance = account.ask(Deposit.NONE, TIMEOUT).join();
        system.stop(account).join();
        return balance;
    }

    private void measure(String name, Reading reading, int round) throws Exception {
        Series nanos = new Series();
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            long balance = reading.read();
            nanos = nanos.and(System.nanoTime() - begin);
            if (balance != EVENTS) {
                throw new IllegalStateException("%s found %d of %d".formatted(name, balance, EVENTS));
            }
        }
        double rate = EVENTS * 1e9 / nanos.median();
        if (round > 0) {
            rates.merge(name, new Series(rate), (known, one) -> known.and(rate));
        }
    }

    private List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| 50,000 events of one id | a second, median | lowest to highest | times the bare read | lowest to highest |");
        lines.add("| --- | ---: | ---: | ---: | ---: |");
        Series read = rateOf(READ);
        rates.forEach((name, rate) -> lines.add("| %s | %s | %s |"
                .formatted(name, rate.cells("%,.0f"), rate.by(read).cells("%.2f"))));
        lines.add("");
        lines.add(Bound.atLeast("nact's recovery, beside " + READ, 0.5)
                .judge(rateOf(NACT).by(read)));
        return lines;
    }

    private Series rateOf(String name) {
        return Objects.requireNonNull(rates.get(name), name);
    }
}

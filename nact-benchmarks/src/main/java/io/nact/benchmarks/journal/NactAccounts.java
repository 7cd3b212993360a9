package io.nact.benchmarks.journal;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.benchmarks.journal.Account.Deposit;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** An actor for each, with nact's defaults. */
final class NactAccounts implements Accounts {

    static final String AUDIT = "SELECT SUBSTR(persistence_id, 9),"
            + " CASE WHEN MAX(sequence_nr) = COUNT(*) THEN COUNT(*) ELSE -1 END FROM nact_event GROUP BY persistence_id";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JdbcStorage storage;

    private final ActorSystem system = ActorSystems.start("accounts");

    private final List<ActorRef<Deposit>> accounts;

    NactAccounts(DataSource dataSource, int accounts) {
        this.storage = JdbcStorage.open(dataSource);
        Behavior<Deposit> behavior = Account.behavior(storage);
        this.accounts = IntStream.range(0, accounts)
                .mapToObj(i -> system.spawn(Accounts.name(i), behavior))
                .toList();
    }

    @Override
    public CompletionStage<Long> deposit(int account) {
        return accounts.get(account).ask(Deposit.ONE, TIMEOUT);
    }

    /** The same, on the caller's thread as far as that can be. */
    long call(int account) {
        return accounts.get(account).call(Deposit.ONE, TIMEOUT);
    }

    @Override
    public String audit() {
        return AUDIT;
    }

    @Override
    public void close() {
        system.close();
        storage.close();
    }
}

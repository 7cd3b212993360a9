package io.nact.benchmarks.journal;

import io.nact.benchmarks.journal.Account.Deposited;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.PersistenceId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/** nact's journal without actors: what those add shows beside this. */
final class JournalAccounts implements Accounts {

    private final JdbcStorage storage;

    private final String writer = UUID.randomUUID().toString();

    private final long[] last;

    JournalAccounts(DataSource dataSource, int accounts) {
        this.storage = JdbcStorage.open(dataSource);
        this.last = new long[accounts];
    }

    @Override
    public CompletionStage<Long> deposit(int account) {
        long sequenceNr = ++last[account];
        EncodedEvent event = EncodedEvent.of(Account.EVENTS.encode(new Deposited(1, TEXT)));
        PersistenceId id = PersistenceId.of(Account.TYPE, Accounts.name(account));
        return storage.journal()
                .append(new EventBatch(id, writer, sequenceNr, List.of(event)))
                .thenApply(stored -> sequenceNr);
    }

    @Override
    public String audit() {
        return NactAccounts.AUDIT;
    }

    @Override
    public void close() {
        storage.close();
    }
}

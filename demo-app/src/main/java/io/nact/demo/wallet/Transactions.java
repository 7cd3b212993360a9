package io.nact.demo.wallet;

import io.nact.demo.wallet.WalletEvent.Deposited;
import io.nact.demo.wallet.WalletEvent.Withdrawn;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.projection.EventMetadata;
import io.nact.spring.OnErased;
import io.nact.spring.OnReset;
import io.nact.spring.Projection;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The transactions of all wallets, in a table that is made of their events, a moment after these are stored. */
@Projection("transactions")
class Transactions {

    private final JdbcClient database;

    Transactions(JdbcClient database) {
        this.database = database;
    }

    @Projection
    void deposited(Deposited event, EventMetadata metadata) {
        add(metadata, event.cents());
    }

    @Projection
    void withdrawn(Withdrawn event, EventMetadata metadata) {
        add(metadata, -event.cents());
    }

    private void add(EventMetadata metadata, long cents) {
        database.sql("insert into wallet_transaction (position, wallet, booked_at, cents) values (?, ?, ?, ?)")
                .param(metadata.position())
                .param(metadata.id().key())
                .param(Timestamp.from(metadata.createdAt()))
                .param(cents)
                .update();
    }

    List<Transaction> of(String owner) {
        return database.sql("select booked_at, cents from wallet_transaction where wallet = ? order by position")
                .param(PersistenceId.of("wallet", owner).key())
                .query((row, number) ->
                        new Transaction(row.getTimestamp("booked_at").toInstant(), row.getLong("cents")))
                .list();
    }

    @OnErased
    void erased(PersistenceId id) {
        database.sql("delete from wallet_transaction where wallet = ?")
                .param(id.key())
                .update();
    }

    @OnReset
    void clear() {
        database.sql("delete from wallet_transaction").update();
    }
}

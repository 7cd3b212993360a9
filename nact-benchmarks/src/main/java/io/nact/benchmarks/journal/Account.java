package io.nact.benchmarks.journal;

import io.nact.Behavior;
import io.nact.Request;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.persistence.journal.Storage;

/** An account as nact writes it. */
final class Account {

    static final String TYPE = "account";

    static final EventTypes EVENTS = EventTypes.of(Deposited.class);

    private static final EventSourced<Deposit, Long, Deposited> ACCOUNT = EventSourced.of(
                    TYPE, Deposit.class, Deposited.class, 0L)
            .onRequest(
                    Deposit.class,
                    (balance, deposit, decide) -> deposit.amount() == 0
                            ? decide.reply(balance)
                            : decide.persist(new Deposited(deposit.amount(), deposit.text()))
                                    .thenReply(after -> after))
            .onEvent(Deposited.class, (balance, deposited) -> balance + deposited.amount());

    private Account() {}

    /** A deposit of nothing asks for the balance. */
    record Deposit(long amount, String text) implements Request<Long> {

        static final Deposit NONE = new Deposit(0, "");

        static final Deposit ONE = new Deposit(1, Accounts.TEXT);
    }

    @EventType("account.deposited")
    record Deposited(long amount, String text) {}

    static Behavior<Deposit> behavior(Storage storage) {
        return Persistence.of(storage, EVENTS).behavior(ACCOUNT);
    }
}

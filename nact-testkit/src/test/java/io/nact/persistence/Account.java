package io.nact.persistence;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.persistence.EventSourced.CommandHandler;
import java.util.List;
import java.util.Set;

/** An account, which is open and holds money; and what can be said to it and about it. */
@EventType("account")
record Account(long balance, boolean isOpen) {

    static final Account EMPTY = new Account(0, true);

    /** What an account takes. */
    sealed interface Command {}

    record Deposit(long amount) implements Command, Request<Long> {}

    record Withdraw(long amount, ActorRef<String> replyTo) implements Command {}

    record Close() implements Command, Request<Void> {}

    /** Brings its own handling. */
    record Do(CommandHandler<Command, Account, Do, Event, Object> handler) implements Command, Request<Object> {}

    /** What happens to an account. */
    sealed interface Event {}

    @EventType("account.deposited")
    record Deposited(long amount) implements Event {}

    @EventType("account.withdrawn")
    record Withdrawn(long amount) implements Event {}

    @EventType("account.closed")
    enum Closed implements Event {
        BY_OWNER
    }

    static final EventTypes TYPES = EventTypes.of(Event.class, Account.class);

    private Account plus(long amount) {
        return new Account(balance + amount, isOpen);
    }

    static EventSourced<Command, Account, Event> eventSourced() {
        return EventSourced.of("account", Command.class, Event.class, EMPTY)
                .onRequest(
                        Deposit.class,
                        (account, deposit, decide) ->
                                decide.persist(new Deposited(deposit.amount())).thenReply(Account::balance))
                .onCommand(
                        Withdraw.class,
                        (account, withdraw, decide) -> withdraw.amount() > account.balance()
                                ? decide.reply(withdraw.replyTo(), "refused")
                                : decide.persist(new Withdrawn(withdraw.amount()))
                                        .thenReply(withdraw.replyTo(), after -> "left: " + after.balance()))
                .onRequest(
                        Close.class,
                        (account, close, decide) -> account.balance() == 0
                                ? decide.persist(Closed.BY_OWNER).thenStop()
                                : decide.persistAll(List.of(new Withdrawn(account.balance()), Closed.BY_OWNER))
                                        .thenStop())
                .onRequest(
                        Do.class,
                        (account, command, decide) -> command.handler().decide(account, command, decide))
                .onEvent(Deposited.class, (account, deposited) -> account.plus(deposited.amount()))
                .onEvent(Withdrawn.class, (account, withdrawn) -> account.plus(-withdrawn.amount()))
                .onEvent(Closed.class, (account, closed) -> new Account(account.balance(), false))
                .tagged(event -> event instanceof Closed ? Set.of() : Set.of("money"));
    }
}

package io.nact.benchmarks.journal;

import io.nact.benchmarks.journal.Account.Deposited;
import java.util.Collections;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** An account as the documentation of Pekko persistence writes it. */
final class PekkoAccount extends EventSourcedBehavior<PekkoAccount.Deposit, Deposited, Long> {

    /** As many deposits of one, all or none; none asks for the balance. */
    record Deposit(int times, ActorRef<Long> replyTo) {}

    PekkoAccount(String id) {
        super(PersistenceId.ofUniqueId(id));
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandler<Deposit, Deposited, Long> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Deposit.class, this::deposit)
                .build();
    }

    private Effect<Deposited, Long> deposit(Deposit deposit) {
        Deposited one = new Deposited(1, Accounts.TEXT);
        return switch (deposit.times()) {
            case 0 -> Effect().none().thenReply(deposit.replyTo(), balance -> balance);
            case 1 -> Effect().persist(one).thenReply(deposit.replyTo(), balance -> balance);
            default ->
                Effect()
                        .persist(Collections.nCopies(deposit.times(), one))
                        .thenReply(deposit.replyTo(), balance -> balance);
        };
    }

    @Override
    public EventHandler<Long, Deposited> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Deposited.class, (balance, deposited) -> balance + deposited.amount())
                .build();
    }
}

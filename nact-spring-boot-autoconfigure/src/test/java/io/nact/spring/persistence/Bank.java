package io.nact.spring.persistence;

import io.nact.ActorContext;
import io.nact.Entities;
import io.nact.Request;
import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.persistence.EventType;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.HandleCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Accounts that keep what they hold by events, handled in each of the ways that there are. */
final class Bank {

    private Bank() {}

    sealed interface AccountCommand {}

    record Withdraw(long amount) implements AccountCommand, Request<String> {}

    record Deposit(long amount) implements AccountCommand {}

    record Bonus(long amount) implements AccountCommand, Request<Void> {}

    record Split(long amount, int parts) implements AccountCommand, Request<Void> {}

    record Balance() implements AccountCommand, Request<Long> {}

    record WhoAreYou() implements AccountCommand, Request<String> {}

    record Look() implements AccountCommand, Request<Void> {}

    sealed interface AccountEvent {}

    @EventType("account.deposited")
    record Deposited(long amount) implements AccountEvent {}

    @EventType("account.withdrawn")
    record Withdrawn(long amount) implements AccountEvent {}

    @EventType("account")
    record Account(String owner, long balance) {

        Account plus(long amount) {
            return new Account(owner, balance + amount);
        }
    }

    /** What an account may be short of. */
    record Limit(long credit) {}

    @EventSourcedActor(name = "accounts", type = "account", snapshotEvery = 3)
    static class Accounts {

        private final Limit limit;

        Accounts(Limit limit) {
            this.limit = limit;
        }

        Account empty(String id) {
            return new Account(id, 0);
        }

        @HandleCommand
        Decision<Account, AccountEvent, String> withdraw(
                Account account, Withdraw command, Decisions<?, Account, AccountEvent, String> decide) {
            if (command.amount() < 0) {
                throw new IllegalArgumentException("less than nothing");
            }
            return command.amount() > account.balance() + limit.credit()
                    ? decide.reply("refused")
                    : decide.persist(new Withdrawn(command.amount())).thenReply(after -> "left: " + after.balance());
        }

        @HandleCommand
        Deposited deposit(Account account, Deposit command) {
            return new Deposited(command.amount());
        }

        @HandleCommand
        Optional<Deposited> bonus(Account account, Bonus command) {
            return account.balance() < 0 ? Optional.empty() : Optional.of(new Deposited(command.amount()));
        }

        @HandleCommand
        List<? extends AccountEvent> split(Account account, Split command) {
            return IntStream.range(0, command.parts())
                    .mapToObj(part -> new Deposited(command.amount()))
                    .toList();
        }

        @HandleCommand
        long balance(Account account, Balance command) {
            return account.balance();
        }

        @HandleCommand
        String whoAreYou(Account account, WhoAreYou command, ActorContext<AccountCommand> context) {
            return account.owner() + "=" + context.name();
        }

        @HandleCommand
        void look(Account account, Look command) {}

        @ApplyEvent(tags = {"money", "in"})
        Account deposited(Account account, Deposited event) {
            return account.plus(event.amount());
        }

        @ApplyEvent
        Account withdrawn(Account account, Withdrawn event) {
            return account.plus(-event.amount());
        }
    }

    record Customers(Entities<AccountCommand> accounts) {}
}

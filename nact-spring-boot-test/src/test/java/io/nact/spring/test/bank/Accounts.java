package io.nact.spring.test.bank;

import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.HandleCommand;

@EventSourcedActor(type = "account")
class Accounts {

    Long empty() {
        return 0L;
    }

    @HandleCommand
    Decision<Long, Deposited, Long> deposit(Long balance, Deposit command, Decisions<?, Long, Deposited, Long> decide) {
        return decide.persist(new Deposited(command.amount())).thenReply(after -> after);
    }

    @ApplyEvent
    Long deposited(Long balance, Deposited event) {
        return balance + event.amount();
    }
}

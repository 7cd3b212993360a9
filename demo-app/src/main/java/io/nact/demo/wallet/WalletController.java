package io.nact.demo.wallet;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Request;
import io.nact.demo.wallet.Receipt.Outcome;
import io.nact.demo.wallet.WalletCommand.Deposit;
import io.nact.demo.wallet.WalletCommand.GetBalance;
import io.nact.demo.wallet.WalletCommand.Withdraw;
import io.nact.persistence.AlreadyProcessedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/{owner}/wallet")
class WalletController {

    private final Entities<WalletCommand> wallets;

    private final Transactions transactions;

    WalletController(Entities<WalletCommand> wallets, Transactions transactions) {
        this.wallets = wallets;
        this.transactions = transactions;
    }

    @GetMapping
    CompletableFuture<Balance> balance(@PathVariable String owner) {
        return wallets.get(owner).ask(new GetBalance());
    }

    @GetMapping("/transactions")
    List<Transaction> transactions(@PathVariable String owner) {
        return transactions.of(owner);
    }

    @PostMapping("/deposits")
    CompletableFuture<ResponseEntity<Receipt>> deposit(@PathVariable String owner, @Valid @RequestBody Transfer body) {
        return book(owner, new Deposit(body.transferId(), body.cents()));
    }

    @PostMapping("/withdrawals")
    CompletableFuture<ResponseEntity<Receipt>> withdraw(@PathVariable String owner, @Valid @RequestBody Transfer body) {
        return book(owner, new Withdraw(body.transferId(), body.cents()));
    }

    private CompletableFuture<ResponseEntity<Receipt>> book(String owner, Request<Receipt> booking) {
        ActorRef<WalletCommand> wallet = wallets.get(owner);
        return wallet.ask(booking)
                .exceptionallyCompose(failure -> failure instanceof AlreadyProcessedException
                        ? wallet.ask(new GetBalance()).thenApply(Receipt::alreadyBooked)
                        : CompletableFuture.failedFuture(failure))
                .thenApply(WalletController::answer);
    }

    private static ResponseEntity<Receipt> answer(Receipt receipt) {
        if (receipt.outcome() == Outcome.INSUFFICIENT_FUNDS) {
            String detail = "Insufficient funds: there are %d cents"
                    .formatted(receipt.balance().cents());
            return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail))
                    .build();
        }
        return ResponseEntity.ok(receipt);
    }

    /**
     * So much, into a wallet or out of it.
     *
     * @param transferId if there is one, the transfer is booked once, so that whoever did not hear of it may send it again
     */
    record Transfer(
            @Positive @Max(1_000_000_000) long cents,

            @Nullable @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String transferId) {}
}

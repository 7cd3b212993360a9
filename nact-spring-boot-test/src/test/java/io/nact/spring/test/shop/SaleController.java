package io.nact.spring.test.shop;

import io.nact.ActorRef;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SaleController {

    private final ActorRef<Sale> till;

    SaleController(ActorRef<Sale> till) {
        this.till = till;
    }

    @GetMapping("/sell/{item}")
    CompletableFuture<String> sell(@PathVariable String item) {
        return till.ask(new Sale(item)).thenApply(price -> item + " for " + price);
    }
}

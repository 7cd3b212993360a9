package io.nact.demo.shop;

import io.nact.ActorRef;
import io.nact.demo.shop.Sales.Sold;
import io.nact.demo.shop.StockMessage.GetLevel;
import io.nact.demo.shop.StockMessage.Level;
import io.nact.demo.shop.StockMessage.Refill;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/shop")
class ShopController {

    private final Orders orders;

    private final ActorRef<StockMessage> stock;

    private final ActorRef<Sold> sales;

    ShopController(Orders orders, ActorRef<StockMessage> stock, ActorRef<Sold> sales) {
        this.orders = orders;
        this.stock = stock;
        this.sales = sales;
    }

    @PostMapping("/orders")
    void order(@RequestParam int pieces, @RequestParam(defaultValue = "false") boolean fail) {
        orders.place(pieces, fail);
    }

    @GetMapping("/orders")
    CompletableFuture<Summary> orders() {
        return sales.ask(new Sold()).thenApply(sold -> new Summary(orders.count(), sold));
    }

    @GetMapping("/stock")
    CompletableFuture<Level> stock() {
        return stock.ask(new GetLevel());
    }

    @PostMapping("/stock/refill")
    CompletableFuture<Level> refill(@RequestParam int pieces) {
        return stock.ask(new Refill(pieces));
    }

    /** How many orders the database has, and how many pieces the actor has been told of. */
    record Summary(int orders, int sold) {}
}

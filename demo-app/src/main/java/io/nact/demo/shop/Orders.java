package io.nact.demo.shop;

import io.nact.ActorRef;
import io.nact.demo.shop.StockMessage.Take;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The orders in the database; the stock learns of each once it is there for good. */
@Service
class Orders {

    private final JdbcClient database;

    private final ActorRef<StockMessage> stock;

    private final ApplicationEventPublisher events;

    Orders(JdbcClient database, ActorRef<StockMessage> stock, ApplicationEventPublisher events) {
        this.database = database;
        this.stock = stock;
        this.events = events;
    }

    @Transactional
    void place(int pieces, boolean fail) {
        database.sql("insert into orders (pieces) values (?)").param(pieces).update();
        stock.afterCommit().tell(new Take(pieces));
        events.publishEvent(new OrderPlaced(pieces));
        if (fail) {
            throw new OrderFailedException("The order of %d pieces has been rolled back".formatted(pieces));
        }
    }

    int count() {
        return database.sql("select count(*) from orders").query(Integer.class).single();
    }
}

package io.nact.demo.shop;

import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EventPhase;
import io.nact.spring.OnApplicationEvent;

/** Adds up what has been sold. */
@Actor
class Sales {

    private int sold;

    @Receive
    @OnApplicationEvent(phase = EventPhase.AFTER_COMMIT)
    void placed(OrderPlaced event) {
        sold += event.pieces();
    }

    @Receive
    int sold(Sold message) {
        return sold;
    }

    record Sold() implements Request<Integer> {}
}

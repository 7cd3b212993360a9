package io.nact.demo.load;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.demo.load.CustomerMessage.Buy;
import io.nact.spring.Actor;
import io.nact.spring.Every;
import org.springframework.context.annotation.Profile;

/** Keeps the shop busy. */
@Profile("load")
@Actor
class Crowd {

    private static final int TICKS_A_SECOND = 20;

    private final Entities<CustomerMessage> customers;

    private final LoadProperties load;

    private double due;

    private long orders;

    Crowd(Entities<CustomerMessage> customers, LoadProperties load) {
        this.customers = customers;
        this.load = load;
    }

    @Every("50ms")
    void comeIn(ActorContext<Rush> ctx) {
        for (due += (double) load.rate() / TICKS_A_SECOND; due >= 1; due--) {
            buy(ctx);
        }
    }

    /** Many at once. */
    @Receive
    void rush(Rush message, ActorContext<Rush> ctx) {
        for (int i = 0; i < message.purchases(); i++) {
            buy(ctx);
        }
    }

    private void buy(ActorContext<Rush> ctx) {
        orders++;
        customers.get("customer-" + orders % load.customers()).tell(new Buy(orders));
        if (LoadProperties.happens(orders, load.errands())) {
            ActorRef<Buy> errandBoy = ctx.spawn(Behaviors.stateless((message, boy) -> {}));
            ctx.stop(errandBoy);
            errandBoy.tell(new Buy(orders));
        }
    }

    record Rush(int purchases) {}
}

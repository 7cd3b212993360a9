package io.nact.demo.load;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.demo.load.Warehouse.Pack;
import io.nact.spring.Actor;
import org.springframework.context.annotation.Profile;

/** Takes money, and now and then fails to. */
@Profile("load")
@Actor
class Till {

    private final ActorRef<Pack> warehouse;

    private final LoadProperties load;

    Till(ActorRef<Pack> warehouse, LoadProperties load) {
        this.warehouse = warehouse;
        this.load = load;
    }

    @Receive
    void pay(Pay message) {
        if (LoadProperties.happens(message.order(), load.declined())) {
            throw new DeclinedException("The card of %s has been declined".formatted(message.customer()));
        }
        warehouse.tell(new Pack(message.order(), message.customer()));
    }

    record Pay(long order, String customer) {}
}

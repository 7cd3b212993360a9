package io.nact.demo.load;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.demo.load.CustomerMessage.Buy;
import io.nact.demo.load.CustomerMessage.Delivered;
import io.nact.demo.load.Till.Pay;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import org.springframework.context.annotation.Profile;

/** Buys, and gets it delivered. */
@Profile("load")
@EntityActor
class Customer {

    private final String name;

    private final ActorRef<Pay> till;

    private int parcels;

    Customer(@EntityId String name, ActorRef<Pay> till) {
        this.name = name;
        this.till = till;
    }

    @Receive
    void buy(Buy message) {
        till.tell(new Pay(message.order(), name));
    }

    @Receive
    void delivered(Delivered message) {
        parcels++;
    }
}

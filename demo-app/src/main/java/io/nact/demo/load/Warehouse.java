package io.nact.demo.load;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.demo.load.Delivery.Deliver;
import io.nact.spring.Actor;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.annotation.Profile;

/** Packs one parcel after the other; bulky ones take their time, and the others wait for them. */
@Profile("load")
@Actor
class Warehouse {

    private static final long BULKY_MILLIS = 250;

    private final ActorRef<Deliver> couriers;

    private final LoadProperties load;

    Warehouse(ActorRef<Deliver> couriers, LoadProperties load) {
        this.couriers = couriers;
        this.load = load;
    }

    @Receive
    CompletableFuture<Void> pack(Pack message) {
        Deliver parcel = new Deliver(message.order(), message.customer());
        if (!LoadProperties.happens(message.order(), load.bulky())) {
            couriers.tell(parcel);
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                () -> couriers.tell(parcel), CompletableFuture.delayedExecutor(BULKY_MILLIS, MILLISECONDS));
    }

    record Pack(long order, String customer) {}
}

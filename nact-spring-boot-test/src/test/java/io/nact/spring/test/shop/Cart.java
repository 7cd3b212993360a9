package io.nact.spring.test.shop;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;

@EntityActor
class Cart {

    private final String customer;

    private final ActorRef<PrinterMessage> printer;

    private int items;

    Cart(@EntityId String customer, ActorRef<PrinterMessage> printer) {
        this.customer = customer;
        this.printer = printer;
    }

    @Receive
    int put(CartMessage.Put item) {
        return ++items;
    }

    @Receive
    void remindIn(CartMessage.RemindIn message, ActorContext<CartMessage> context) {
        context.timers().startSingle("reminder", new CartMessage.Remind(), message.delay());
    }

    @Receive
    void remind(CartMessage.Remind message) {
        printer.tell(new PrinterMessage.Receipt("Reminder for " + customer, items));
    }
}

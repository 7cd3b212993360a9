package io.nact.spring.test.shop;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.spring.Actor;

@Actor
class Till {

    private final PriceList prices;

    private final ActorRef<PrinterMessage> printer;

    Till(PriceList prices, ActorRef<PrinterMessage> printer) {
        this.prices = prices;
        this.printer = printer;
    }

    @Receive
    int sell(Sale sale) {
        int price = prices.priceOf(sale.item());
        printer.tell(new PrinterMessage.Receipt(sale.item(), price));
        return price;
    }
}

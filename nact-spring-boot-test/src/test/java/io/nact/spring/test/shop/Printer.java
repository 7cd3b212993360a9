package io.nact.spring.test.shop;

import io.nact.Receive;
import io.nact.spring.Actor;
import java.util.ArrayList;
import java.util.List;

@Actor
class Printer {

    private final List<String> printed = new ArrayList<>();

    @Receive
    void print(PrinterMessage.Receipt receipt) {
        printed.add("%s: %d".formatted(receipt.item(), receipt.price()));
    }

    @Receive
    List<String> printed(PrinterMessage.Printed request) {
        return List.copyOf(printed);
    }
}

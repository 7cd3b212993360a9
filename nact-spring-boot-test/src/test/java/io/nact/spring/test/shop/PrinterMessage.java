package io.nact.spring.test.shop;

import io.nact.Request;
import java.util.List;

sealed interface PrinterMessage {

    record Receipt(String item, int price) implements PrinterMessage {}

    record Printed() implements PrinterMessage, Request<List<String>> {}
}

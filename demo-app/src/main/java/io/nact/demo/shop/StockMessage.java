package io.nact.demo.shop;

import io.nact.Request;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

/** What the stock takes. */
sealed interface StockMessage {

    /** So many pieces have been ordered. */
    record Take(@Positive int pieces) implements StockMessage {}

    /** So many pieces have been delivered. */
    record Refill(@Positive @Max(1_000) int pieces) implements StockMessage, Request<Level> {}

    record GetLevel() implements StockMessage, Request<Level> {}

    /**
     * What is in stock.
     *
     * @param refilledBy who refilled it last
     * @param checks how often it has been checked
     */
    record Level(int pieces, String refilledBy, int checks) {}
}

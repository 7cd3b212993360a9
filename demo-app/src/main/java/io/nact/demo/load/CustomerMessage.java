package io.nact.demo.load;

/** What a customer is told. */
sealed interface CustomerMessage {

    record Buy(long order) implements CustomerMessage {}

    record Delivered(long order) implements CustomerMessage {}
}

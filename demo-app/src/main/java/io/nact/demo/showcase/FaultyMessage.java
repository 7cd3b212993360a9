package io.nact.demo.showcase;

import io.nact.Request;

/** What the faulty actor can be asked. */
sealed interface FaultyMessage {

    record Fail(String message) implements FaultyMessage, Request<Void> {}

    record CountFailures() implements FaultyMessage, Request<Integer> {}
}

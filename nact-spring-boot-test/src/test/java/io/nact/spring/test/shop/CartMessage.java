package io.nact.spring.test.shop;

import io.nact.Request;
import java.time.Duration;

sealed interface CartMessage {

    /** The reply is how many items there are. */
    record Put(String item) implements CartMessage, Request<Integer> {}

    record RemindIn(Duration delay) implements CartMessage {}

    record Remind() implements CartMessage {}
}

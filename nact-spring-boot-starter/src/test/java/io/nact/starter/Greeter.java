package io.nact.starter;

import io.nact.Receive;
import io.nact.spring.Actor;
import java.util.HashMap;
import java.util.Map;

@Actor
class Greeter {

    private final Map<String, Integer> seen = new HashMap<>();

    @Receive
    String greet(Greet message) {
        return "Hello " + message.name() + ", time " + seen.merge(message.name(), 1, Integer::sum);
    }
}

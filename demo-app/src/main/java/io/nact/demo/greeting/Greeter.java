package io.nact.demo.greeting;

import io.nact.Receive;
import io.nact.spring.Actor;
import java.util.HashMap;
import java.util.Map;

@Actor
class Greeter {
    private final Map<String, Integer> seen = new HashMap<>(); // plain fields: only this actor's turn touches them

    @Receive
    String greet(Greet message) { // the return value answers an ask
        return "Hello " + message.name() + ", time " + seen.merge(message.name(), 1, Integer::sum);
    }
}

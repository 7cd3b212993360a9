package io.nact.starter.test;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.spring.Actor;

@Actor
class Echo {

    private final ActorRef<String> wall;

    Echo(ActorRef<String> wall) {
        this.wall = wall;
    }

    @Receive
    String say(Say message) {
        wall.tell(message.text());
        return message.text();
    }
}

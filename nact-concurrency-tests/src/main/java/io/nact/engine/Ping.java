package io.nact.engine;

import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;

/** A request, and an actor that answers it. */
record Ping() implements Request<String> {

    static Behavior<Ping> answered() {
        return Behaviors.stateful(Ping.class, 0, (state, ping, context) -> {
            context.replyTo(ping).reply("reply");
            return state;
        });
    }
}

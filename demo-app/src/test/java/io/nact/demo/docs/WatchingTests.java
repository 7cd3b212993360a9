package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Receive;
import io.nact.Request;
import io.nact.Terminated;
import io.nact.spring.Actor;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = WatchingTests.Watched.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class WatchingTests {

    @Autowired
    ActorRef<RoomMessage> room;

    @Autowired
    ActorSystem system;

    @Test
    void aComponentLearnsOfTheEndOfWhatItWatches() {
        ActorRef<String> guest = system.spawn(Behaviors.stateless(String.class, (message, ctx) -> {}));
        room.call(new Enter(guest));
        assertThat(room.call(new Guests())).isOne();

        system.stop(guest).join();

        await().untilAsserted(() -> assertThat(room.call(new Guests())).isZero());
    }

    sealed interface RoomMessage {}

    record Enter(ActorRef<?> guest) implements RoomMessage, Request<Void> {}

    record Guests() implements RoomMessage, Request<Integer> {}

    @Actor
    static class Room {
        private final Set<ActorRef<?>> guests = new HashSet<>();

        @Receive
        void enter(Enter message, ActorContext<RoomMessage> ctx) {
            guests.add(message.guest());
            ctx.watch(message.guest());
        }

        @Receive
        void left(Terminated news) {
            guests.remove(news.actor());
        }

        @Receive
        int guests(Guests message) {
            return guests.size();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Room.class)
    static class Watched {}
}

package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.Terminated;
import io.nact.system.ActorSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTests {

    record Say(String text) {}

    sealed interface RoomMessage {}

    record Join(ActorRef<Say> user) implements RoomMessage, Request<Integer> {}

    record Left(ActorRef<Say> user) implements RoomMessage {}

    record Present() implements RoomMessage, Request<Integer> {}

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("watch");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    private ActorRef<Say> user(String name) {
        return system.spawn(name, Behaviors.stateless(Say.class, (message, ctx) -> {}));
    }

    static Behavior<RoomMessage> room() {
        return Behaviors.statefulFrom(
                RoomMessage.class, ctx -> new ArrayList<ActorRef<Say>>(), (users, message, ctx) -> {
                    if (message instanceof Join join) {
                        ctx.watchWith(join.user(), new Left(join.user()));
                        users.add(join.user());
                        ctx.replyTo(join).reply(users.size());
                    } else if (message instanceof Left left) {
                        users.remove(left.user());
                    } else if (message instanceof Present present) {
                        ctx.replyTo(present).reply(users.size());
                    }
                    return users;
                });
    }

    @Test
    void theNewsIsAMessageOfOnesOwn() {
        ActorRef<RoomMessage> room = system.spawn("room", room());
        ActorRef<Say> erlich = user("erlich");
        assertThat(room.call(new Join(erlich))).isEqualTo(1);

        system.stop(erlich).join();

        await().untilAsserted(() -> assertThat(room.call(new Present())).isZero());
    }

    @Test
    void orTerminatedWithTheReason() {
        List<Terminated> seen = new CopyOnWriteArrayList<>();
        Behavior<Join> watching = Behaviors.stateful(Join.class, 0, (watched, join, ctx) -> {
                    ctx.watch(join.user());
                    ctx.replyTo(join).reply(watched + 1);
                    return watched + 1;
                })
                .onTerminated((news, ctx) -> {
                    ctx.log().info("{} has ended: {}", news.actor().path(), news.reason());
                    seen.add(news);
                });
        ActorRef<Join> watcher = system.spawn("watcher", watching);
        ActorRef<Say> erlich = user("erlich");
        watcher.call(new Join(erlich));

        system.stop(erlich).join();
        await().until(() -> seen.size() == 1);
        watcher.call(new Join(erlich));

        await().untilAsserted(() -> assertThat(seen)
                .extracting(Terminated::reason)
                .containsExactly(Terminated.Reason.STOPPED, Terminated.Reason.NOT_FOUND));
    }

    @Test
    void whoDoesNotSayWhatThenCrashes() {
        ActorRef<Join> watcher = system.spawn("watcher", Behaviors.stateful(Join.class, 0, (watched, join, ctx) -> {
            ctx.watch(join.user());
            ctx.replyTo(join).reply(watched + 1);
            return watched + 1;
        }));
        ActorRef<Say> erlich = user("erlich");
        watcher.call(new Join(erlich));

        system.stop(erlich).join();

        await().until(() -> system.find(watcher.path()).isEmpty());
    }
}

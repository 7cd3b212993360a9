package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorNameTakenException;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.DeadLetter;
import io.nact.path.ActorPath;
import io.nact.supervision.Directive;
import io.nact.system.ActorSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HierarchyTests {

    record Post(String room, String text) implements Request<Integer> {}

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("forum");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    static Behavior<Post> room() {
        return Behaviors.stateful(Post.class, List.<String>of(), (texts, post, ctx) -> {
            List<String> next = new ArrayList<>(texts);
            next.add(post.text());
            ctx.replyTo(post).reply(next.size());
            return next;
        });
    }

    static Behavior<Post> rooms() {
        return Behaviors.stateful(Post.class, 0, (posts, post, ctx) -> {
            ActorRef<Post> room = ctx.child(post.room(), () -> room());
            ctx.forward(room, post);
            return posts + 1;
        });
    }

    @Test
    void aParentSpawnsAChildForEachName() {
        ActorRef<Post> rooms = system.spawn("rooms", rooms());

        assertThat(rooms.call(new Post("java", "Records?"))).isEqualTo(1);
        assertThat(rooms.call(new Post("java", "Yes."))).isEqualTo(2);
        assertThat(rooms.call(new Post("c++", "Hello"))).isEqualTo(1);
    }

    @Test
    void aNameIsTakenOnce() {
        system.spawn("rooms", rooms());

        assertThatExceptionOfType(ActorNameTakenException.class).isThrownBy(() -> system.spawn("rooms", rooms()));
    }

    @Test
    void anActorIsFoundByItsPathOrByItsMessages() {
        ActorRef<Post> rooms = system.spawn("rooms", rooms());
        rooms.call(new Post("q & a", "Why?"));

        ActorPath path = ActorPath.parse("nact://forum/rooms/q%20%26%20a");
        Optional<ActorRef<?>> found = system.find(path);
        List<ActorRef<Post>> takers = system.findAll(Post.class);

        assertThat(found).isPresent();
        assertThat(found.orElseThrow().name()).isEqualTo("q & a");
        assertThat(path.parent()).contains(rooms.path());
        assertThat(takers).hasSize(2).first().isEqualTo(rooms);
    }

    @Test
    void childrenStopBeforeTheirParent() {
        List<String> stopped = new CopyOnWriteArrayList<>();
        ActorRef<Post> rooms = system.spawn("rooms", rooms().afterStop(ctx -> stopped.add(ctx.name())));
        system.spawn(rooms, "java", room().afterStop(ctx -> stopped.add(ctx.name())));

        system.stop(rooms).join();

        assertThat(stopped).containsExactly("java", "rooms");
        assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> rooms.call(new Post("java", "Late")));
        assertThat(system.find(rooms.path())).isEmpty();
    }

    @Test
    void whatAnActorLeavesBehindIsSeenByItsAfterStop() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Object> left = new CopyOnWriteArrayList<>();
        Behavior<Post> slow = Behaviors.stateful(Post.class, 0, (posts, post, ctx) -> {
            gate.await();
            return posts + 1;
        });
        Behavior<Post> careful = slow.afterStop(ctx -> left.addAll(ctx.undelivered()));
        ActorRef<Post> room = system.spawn("room", careful);
        room.tell(new Post("java", "in hand"));
        await().until(() -> system.depth(room) == 0);
        room.tell(new Post("java", "waiting"));

        var end = system.stop(room);
        gate.countDown();
        end.join();

        assertThat(left).containsExactly(new Post("java", "waiting"));
        assertThat(system.deadLetters(DeadLetter.Reason.STOPPED)).isEqualTo(1);
    }

    sealed interface ImportMessage {}

    record Line(String text) implements ImportMessage {}

    record End() implements ImportMessage {}

    @Test
    void aDrainedActorHandlesWhatWaits() {
        List<String> read = new CopyOnWriteArrayList<>();
        ActorRef<ImportMessage> importer =
                system.spawn("importer", Behaviors.stateful(ImportMessage.class, 0, (lines, message, ctx) -> {
                    if (message instanceof Line line) {
                        read.add(line.text());
                    } else {
                        ctx.stopAfterDrain();
                    }
                    return lines + 1;
                }));
        importer.tell(new Line("1"));
        importer.tell(new End());

        await().until(() -> system.find(importer.path()).isEmpty());
        assertThat(read).contains("1");
    }

    @Test
    void childrenMayBeSpawnedByTheMessagesForThem() {
        ActorRef<Void> rooms = system.spawn(
                "rooms",
                Behaviors.<Void>stateless(Void.class, (message, ctx) -> {}).childrenOnDemand(name -> room()));

        ActorRef<Post> java = system.child(rooms, "java");

        assertThat(system.find(java.path())).isEmpty();
        assertThat(java.call(new Post("java", "First!"))).isEqualTo(1);
        assertThat(system.find(java.path())).isPresent();
    }

    @Test
    void aResetStopsTheChildren() {
        ActorRef<Post> rooms = system.spawn(
                "rooms",
                Behaviors.stateful(Post.class, 0, (posts, post, ctx) -> {
                            if (post.text().isEmpty()) {
                                throw new IllegalArgumentException("empty");
                            }
                            ctx.forward(ctx.child(post.room(), () -> room()), post);
                            return posts + 1;
                        })
                        .onCrash(crash -> Directive.RESET));
        rooms.call(new Post("java", "Records?"));

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> rooms.call(new Post("java", "")));

        assertThat(rooms.call(new Post("java", "Anew"))).isEqualTo(1);
    }
}

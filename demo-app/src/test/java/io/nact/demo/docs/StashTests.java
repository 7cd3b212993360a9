package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.Request;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StashTests {

    sealed interface StoreMessage {}

    record Opened(String connection) implements StoreMessage {}

    record Find(String key) implements StoreMessage, Request<String> {}

    private final CompletableFuture<String> database = new CompletableFuture<>();

    private ActorSystem system;

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("stash");
    }

    @AfterEach
    void stopTheSystem() {
        system.close();
    }

    private CompletableFuture<String> connect() {
        return database;
    }

    static Behavior<StoreMessage> waiting() {
        return Behaviors.receive(StoreMessage.class, (message, ctx) -> {
            if (message instanceof Opened opened) {
                ctx.stash().unstashAll();
                return open(opened.connection());
            }
            ctx.stash().add();
            return Behaviors.same();
        });
    }

    static Behavior<StoreMessage> open(String connection) {
        return Behaviors.receive(StoreMessage.class, (message, ctx) -> {
            if (message instanceof Find find) {
                ctx.replyTo(find).reply(connection + ": " + find.key());
            }
            return Behaviors.same();
        });
    }

    @Test
    void whatComesTooEarlyIsSetAside() {
        ActorRef<StoreMessage> store = system.spawn("store", waiting());

        CompletableFuture<String> early = store.ask(new Find("a"));
        CompletableFuture<String> second = store.ask(new Find("b"));
        store.tell(new Opened("db"));

        assertThat(List.of(early.join(), second.join())).containsExactly("db: a", "db: b");
    }

    @Test
    void theStageThatOpensComesBackAsAMessage() {
        Behavior<StoreMessage> connecting = Behaviors.setup(StoreMessage.class, ctx -> {
            ctx.pipeToSelf(connect(), (connection, failure) -> new Opened(connection));
            return waiting();
        });
        ActorRef<StoreMessage> store = system.spawn("store", connecting.stashCapacity(100));

        CompletableFuture<String> early = store.ask(new Find("a"));
        database.complete("db");

        assertThat(early).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("db: a");
    }

    @Test
    void aFullStashRefuses() {
        ActorRef<StoreMessage> store = system.spawn("store", waiting().stashCapacity(1));
        CompletableFuture<String> early = store.ask(new Find("a"));

        assertThatExceptionOfType(MailboxFullException.class).isThrownBy(() -> store.call(new Find("b")));

        store.tell(new Opened("db"));
        assertThat(early.join()).isEqualTo("db: a");
    }
}

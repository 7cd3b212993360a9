package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Request;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.persistence.SnapshotPolicy;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.Storage;
import io.nact.supervision.Backoff;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Actors of two systems on storages that break all the time, each with a client that goes on whatever it hears; some have a
 * twin of the same id in the other system. What the clients were told is compared with what a third system recovers.
 */
final class ActorChaos {

    private static final Duration LONG = Duration.ofMinutes(2);

    /** As persistent actors begin anew unless told, only sooner. */
    private static final SupervisionPolicy AT_ONCE = Backoff.exponential(Duration.ofMillis(5), Duration.ofMillis(50));

    private static final int ACTORS = 10;

    private static final int TWINS = 5;

    private static final int NOTES = 60;

    private final ShakenStorages storages;

    private final String type = "notes" + UUID.randomUUID();

    ActorChaos(ShakenStorages storages) {
        this.storages = storages;
    }

    /** Replies with all notes. */
    sealed interface Message extends Request<List<String>> {}

    record Add(String text) implements Message {}

    record Show() implements Message {}

    @EventType("notes.added")
    record Added(String text) {}

    @EventType("notes")
    record Notes(List<String> all) {

        Notes and(String text) {
            return new Notes(Stream.concat(all.stream(), Stream.of(text)).toList());
        }
    }

    void run() throws Exception {
        List<Client> clients = new ArrayList<>();
        try (ActorTestKit kit = ActorTestKit.create();
                ActorTestKit twinKit = ActorTestKit.create()) {
            for (int i = 0; i < ACTORS + TWINS; i++) {
                clients.add(new Client("n" + i, "one", spawn(kit, storages.one(), "n" + i)));
                if (i < TWINS) {
                    clients.add(new Client("n" + i, "other", spawn(twinKit, storages.other(), "n" + i)));
                }
            }
            List<CompletableFuture<Void>> ends =
                    clients.stream().map(Client::start).toList();
            ends.forEach(end -> end.orTimeout(5, TimeUnit.MINUTES).join());
        }
        try (ActorTestKit kit = ActorTestKit.create()) {
            clients.forEach(client -> client.check(spawn(kit, storages.calm(), client.id)));
        }
        assertThat(clients.stream().flatMap(client -> client.failures.stream()))
                .as("the test has tested something")
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(PersistenceException.class));
        assertThat(storages.lostAnswers().getAsInt()).isPositive();
    }

    private ActorRef<Message> spawn(ActorTestKit kit, Storage storage, String id) {
        EventSourced<Message, Notes, Added> notes = EventSourced.of(
                        type, Message.class, Added.class, new Notes(List.of()))
                .onRequest(
                        Add.class,
                        (all, add, decide) ->
                                decide.persist(new Added(add.text())).thenReply(Notes::all))
                .onRequest(Show.class, (all, show, decide) -> decide.reply(all.all()))
                .onEvent(Added.class, (all, added) -> all.and(added.text()))
                .snapshots(SnapshotPolicy.every(9).keep(2))
                .id(id);
        Behavior<Message> behavior =
                Persistence.of(storage, EventTypes.of(Added.class, Notes.class)).behavior(notes);
        return kit.spawn(behavior.onCrash(AT_ONCE));
    }

    /** Adds one note after the other. */
    private static final class Client {

        private final String id;

        private final String name;

        private final ActorRef<Message> actor;

        private final List<String> told = new ArrayList<>();

        private final List<Throwable> failures = new ArrayList<>();

        private List<String> last = List.of();

        Client(String id, String name, ActorRef<Message> actor) {
            this.id = id;
            this.name = name;
            this.actor = actor;
        }

        CompletableFuture<Void> start() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            add(0, end);
            return end;
        }

        private void add(int number, CompletableFuture<Void> end) {
            if (number == NOTES) {
                end.complete(null);
                return;
            }
            String text = name + " " + number;
            actor.ask(new Add(text), LONG).whenComplete((notes, failure) -> {
                if (failure == null) {
                    told.add(text);
                    last = notes;
                } else {
                    failures.add(failure);
                }
                add(number + 1, end);
            });
        }

        /** Everything that it was told is what the recovered one begins with; what comes later others have added, or nobody knew. */
        void check(ActorRef<Message> recovered) {
            List<String> notes = recovered
                    .ask(new Show(), LONG)
                    .orTimeout(2, TimeUnit.MINUTES)
                    .join();

            assertThat(notes).as("nothing is applied twice").doesNotHaveDuplicates();
            assertThat(notes).as("nothing acknowledged is lost").containsAll(told);
            assertThat(notes.stream().limit(last.size()).toList())
                    .as("nobody saw what was not stored")
                    .isEqualTo(last);
        }
    }
}

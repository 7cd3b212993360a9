package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.persistence.FieldEncryption.PersonalData;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.StoredEvent;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.persistence.FaultyStorage;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Personal data are encrypted where they are stored; whoever deletes the key has deleted them everywhere. */
class PayloadCodecTests {

    record Address(String street) {}

    @EventType("customer.moved")
    record Moved(
            String customer,
            @PersonalData(subject = "customer") @Nullable Address to,
            @PersonalData(subject = "customer") int rooms,
            boolean far) {}

    @EventType("customer")
    record Customer(
            String customer,
            @PersonalData(subject = "customer") @Nullable Address address,
            int moves) {}

    record Move(String street) implements Request<Customer> {}

    private static final PersistenceId ID = PersistenceId.of("customer", "c1");

    private final ActorTestKit kit = ActorTestKit.create();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final FieldEncryption encryption = new FieldEncryption();

    private final EventTypes types = EventTypes.builder()
            .add(Moved.class, Customer.class)
            .codec(encryption)
            .build();

    private final Persistence persistence = Persistence.of(storage, types);

    private final Moved moved = new Moved("c1", new Address("Baker Street"), 7, true);

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private ActorRef<Move> customer() {
        return kit.spawn(
                "c1",
                persistence.behavior(EventSourced.from(
                                "customer", Move.class, Moved.class, id -> new Customer(id, null, 0))
                        .onRequest(
                                Move.class,
                                (customer, move, decide) -> decide.persist(
                                                new Moved(customer.customer(), new Address(move.street()), 1, false))
                                        .thenReply(after -> after))
                        .onEvent(
                                Moved.class,
                                (customer, event) ->
                                        new Customer(customer.customer(), event.to(), customer.moves() + 1))
                        .snapshots(SnapshotPolicy.every(2))));
    }

    @Test
    void whatIsMarkedIsStoredInAnEnvelopeAndReadAgain() {
        Payload stored = types.encode(moved);

        assertThat(stored.json())
                .doesNotContain("Baker")
                .contains("\"customer\":\"c1\"", "\"enc\":\"A256GCM\"", "\"kid\":\"c1\"", "\"far\":true");
        assertThat(types.decode(stored)).containsExactly(moved);
    }

    @Test
    void withoutItsKeyItIsNullOrTheDefault() {
        Payload stored = types.encode(moved);

        encryption.keys.remove("c1");

        assertThat(types.decode(stored)).containsExactly(new Moved("c1", null, 0, true));
    }

    @Test
    void anActorAndItsSnapshotForgetWithTheKey() {
        ActorRef<Move> customer = customer();
        reply(customer.ask(new Move("Baker Street")));
        reply(customer.ask(new Move("Elm Street")));
        kit.stop(customer);
        Snapshot snapshot =
                reply(storage.snapshots().load(ID, 2).toCompletableFuture()).orElseThrow();
        assertThat(snapshot.state().json()).doesNotContain("Street").contains("A256GCM");
        assertThat(Wallet.stored(persistence, ID))
                .extracting(StoredEvent::payload)
                .allSatisfy(payload -> assertThat(payload.json()).doesNotContain("Street"));

        encryption.keys.clear();

        PersistentQuery<Customer> query = persistence.query(
                "customer",
                Moved.class,
                new Customer("", null, 0),
                (before, event) -> new Customer(event.customer(), event.to(), before.moves() + 1));
        assertThat(reply(query.of("c1"))).isEqualTo(new Customer("c1", null, 2));
        assertThat(reply(customer().ask(new Move("Oak Lane"))))
                .isEqualTo(new Customer("c1", new Address("Oak Lane"), 3));
    }

    @Test
    void anUpcasterSeesWhatWasEncrypted() {
        Payload stored = types.encode(moved);
        EventTypes newer = EventTypes.builder()
                .add(Moved.class, "customer.moved", 2)
                .upcast(Upcaster.of(
                        "customer.moved",
                        1,
                        node -> node.put("rooms", node.get("rooms").asInt() + 1)))
                .codec(encryption)
                .build();

        assertThat(newer.decode(stored)).containsExactly(new Moved("c1", new Address("Baker Street"), 8, true));
    }

    @Test
    void whatWasStoredInTheClearIsReadAsBefore() {
        Payload before = EventTypes.of(Moved.class).encode(moved);

        assertThat(types.decode(before)).containsExactly(moved);
    }

    @Test
    void whatTheCodecThrowsIsToldWithoutTheData() {
        Payload stored = types.encode(moved);
        encryption.keys.put("c1", FieldEncryption.newKey());

        assertThatExceptionOfType(EventFormatException.class)
                .isThrownBy(() -> types.decode(stored))
                .withMessageStartingWith("The codec threw java.lang.IllegalArgumentException at customer.moved v1 (")
                .withNoCause();
        assertThatExceptionOfType(EventFormatException.class)
                .isThrownBy(
                        () -> failing(new IllegalStateException("Baker Street")).encode(moved))
                .withMessage(
                        "The codec threw java.lang.IllegalStateException at 'customer.moved' v1 (%s)",
                        Moved.class.getName())
                .withNoCause();
    }

    @Test
    void whatIsStoredMustNotBeTooLarge() {
        EventTypes small = EventTypes.builder()
                .add(Moved.class)
                .codec(encryption)
                .maxSize(150)
                .build();

        assertThatExceptionOfType(PersistRejectedException.class).isThrownBy(() -> small.encode(moved));
        assertThat(EventTypes.builder().add(Moved.class).maxSize(150).build().encode(moved))
                .isNotNull();
    }

    @Test
    void aKeyThatIsNotThereYetIsWaitedFor() {
        AtomicBoolean locked = new AtomicBoolean(true);
        EventTypes waiting = EventTypes.builder()
                .add(Moved.class)
                .codec(new PayloadCodec() {
                    @Override
                    public String encode(Object value, String json) {
                        return json;
                    }

                    @Override
                    public String decode(Payload stored) {
                        if (locked.get()) {
                            throw new JournalUnavailableException("The keys are not there yet");
                        }
                        return stored.json();
                    }
                })
                .build();
        EventBatch batch = new EventBatch(ID, "writer", 1, List.of(EncodedEvent.of(waiting.encode(moved))));
        reply(storage.journal().append(batch).toCompletableFuture());
        PersistentQuery<Integer> rooms =
                Persistence.of(storage, waiting).query("customer", Moved.class, 0, (sum, event) -> sum + event.rooms());

        assertThat(failure(rooms.of("c1")))
                .isInstanceOfSatisfying(
                        RecoveryFailedException.class,
                        failed -> assertThat(failed.isTransient()).isTrue());
        locked.set(false);

        assertThat(reply(rooms.of("c1"))).isEqualTo(7);
    }

    private static EventTypes failing(RuntimeException failure) {
        return EventTypes.builder()
                .add(Moved.class)
                .codec(new PayloadCodec() {
                    @Override
                    public String encode(Object value, String json) {
                        throw failure;
                    }

                    @Override
                    public String decode(Payload stored) {
                        throw failure;
                    }
                })
                .build();
    }
}

package io.nact.persistence;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A wallet, whose balance is what was put into it: the messages of the actors under test. */
interface Wallet {

    /** What a wallet takes. */
    sealed interface Message {}

    /** Puts something in, and answers the balance. It is stored as it is. */
    @EventType("wallet.put")
    record Put(long amount) implements Message, Request<Long> {}

    /** Something else that is stored, which takes everything out. */
    @EventType("wallet.emptied")
    record Empty() implements Message {}

    /** What is in it. */
    record Show() implements Message, Request<Long> {}

    /** What is in it, with its own reference for the reply. */
    record Ask(ActorRef<Long> replyTo) implements Message {}

    /** A message that brings its own handling; answers what that answers. */
    record Act(Action action) implements Message, Request<Object> {

        interface Action {

            /** The next state. */
            long act(long balance, PersistentContext<Message> context) throws Exception;
        }
    }

    EventTypes TYPES = EventTypes.builder()
            .add(Put.class, Empty.class)
            .add(Long.class, "wallet.balance", 1)
            .build();

    /** A wallet as one function. */
    static PersistentReducer<Message, Long> reducer() {
        return PersistentReducer.of("wallet", Message.class, 0L, Wallet::handle);
    }

    private static Long handle(Long balance, Message message, PersistentContext<Message> context) throws Exception {
        if (message instanceof Put put) {
            context.persist(put, "money");
            context.replyTo(put).reply(balance + put.amount());
            return balance + put.amount();
        }
        if (message instanceof Empty empty) {
            context.persist(empty);
            return 0L;
        }
        if (message instanceof Show show) {
            context.replyTo(show).reply(balance);
        } else if (message instanceof Ask ask) {
            ask.replyTo().tell(balance);
        } else if (message instanceof Act act) {
            context.replyTo(act).reply("acted");
            return act.action().act(balance, context);
        }
        return balance;
    }

    static PersistenceId id(String id) {
        return PersistenceId.of("wallet", id);
    }

    /** Stores events as an actor would that nobody knows of. */
    static void store(Persistence persistence, PersistenceId id, Object... events) {
        long last = Outcomes.reply(persistence.storage().journal().range(id, 0).toCompletableFuture())
                .to();
        EventBatch batch = new EventBatch(
                id,
                UUID.randomUUID().toString(),
                last + 1,
                List.of(events).stream()
                        .map(event -> EncodedEvent.of(TYPES.encode(event)))
                        .toList());
        Outcomes.reply(persistence.storage().journal().append(batch).toCompletableFuture());
    }

    /** What is stored for the id. */
    static List<StoredEvent> stored(Persistence persistence, PersistenceId id) {
        List<StoredEvent> events = new ArrayList<>();
        Outcomes.reply(persistence
                .storage()
                .journal()
                .replay(id, 1, 100_000, events::add)
                .toCompletableFuture());
        return events;
    }
}

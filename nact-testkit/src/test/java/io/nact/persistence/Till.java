package io.nact.persistence;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.persistence.journal.PersistenceId;
import org.jspecify.annotations.Nullable;

/** A till, whose takings are what was paid: commands with ids, written in three ways. */
interface Till {

    /** What a till takes. */
    sealed interface Command {}

    /** Pays something in, and answers the takings. */
    @EventType("till.pay")
    record Pay(@Nullable String commandId, long amount) implements Command, Request<Long>, IdentifiedCommand {}

    /** The same, and answers only that it is done. */
    @EventType("till.note")
    record Note(String commandId, long amount) implements Command, Request<Void>, IdentifiedCommand {}

    /** The same, with its own reference for the reply. */
    record Hand(String commandId, long amount, ActorRef<String> replyTo) implements Command, IdentifiedCommand {}

    record Show() implements Command, Request<Long> {}

    /** What happens to a till. */
    sealed interface Event {}

    @EventType("till.paid")
    record Paid(long amount) implements Event {}

    @EventType("till.takings")
    record Takings(long sum) {}

    EventTypes TYPES = EventTypes.of(Event.class, Pay.class, Note.class, Takings.class);

    PersistenceId ID = PersistenceId.of("till", "t1");

    /** As commands and events. Nobody pays more than 100. */
    static EventSourced<Command, Takings, Event> eventSourced() {
        return EventSourced.of("till", Command.class, Event.class, new Takings(0))
                .onRequest(
                        Pay.class,
                        (till, pay, decide) -> pay.amount() > 100
                                ? decide.reply(-1L)
                                : decide.persist(new Paid(pay.amount()), new Paid(0))
                                        .thenReply(Takings::sum))
                .onRequest(Note.class, (till, note, decide) -> decide.persist(new Paid(note.amount())))
                .onCommand(
                        Hand.class,
                        (till, hand, decide) -> decide.persist(new Paid(hand.amount()))
                                .thenReply(hand.replyTo(), after -> "takings " + after.sum()))
                .onRequest(Show.class, (till, show, decide) -> decide.reply(till.sum()))
                .onEvent(Paid.class, (till, paid) -> new Takings(till.sum() + paid.amount()));
    }

    /** As one function. */
    static PersistentReducer<Command, Takings> reducer() {
        return PersistentReducer.of("till", Command.class, new Takings(0), (till, command, context) -> {
            if (command instanceof Pay pay) {
                context.persist(pay);
                context.replyTo(pay).reply(till.sum() + pay.amount());
                return new Takings(till.sum() + pay.amount());
            }
            if (command instanceof Note note) {
                context.persist(note);
                return new Takings(till.sum() + note.amount());
            }
            if (command instanceof Show show) {
                context.replyTo(show).reply(till.sum());
            }
            return till;
        });
    }

    /** Without a history. */
    static DurableState<Command, Takings> durable() {
        return DurableState.of("till", Command.class, Takings.class, new Takings(0))
                .onRequest(
                        Pay.class,
                        (till, pay, decide) -> decide.persist(new Takings(till.sum() + pay.amount()))
                                .thenReply(Takings::sum))
                .onRequest(Show.class, (till, show, decide) -> decide.reply(till.sum()))
                .onCommand(Command.class, (till, command, decide) -> decide.unhandled());
    }
}

package io.nact.engine;

import io.nact.Behavior;
import io.nact.BehaviorOptions;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import io.nact.mailbox.MailboxFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that takes messages of a behaviour's protocol, as far as its mailbox and the system's budget have room. */
abstract class Recipient<M> extends Scheduled<M> {

    /** Of the actors of its type; the way to the system too, so that each does not have to keep that. */
    private final TypeStats stats;

    private final Behavior<M> behavior;

    Recipient(TypeStats stats, Behavior<M> behavior) {
        super(kindOfMailbox(stats.system(), behavior));
        this.stats = stats;
        this.behavior = behavior;
    }

    private static MailboxFactory kindOfMailbox(LocalSystem system, Behavior<?> behavior) {
        MailboxFactory own = behavior.options().mailbox();
        return own != null ? own : system.options().mailbox();
    }

    @Override
    final LocalSystem system() {
        return stats.system();
    }

    @Override
    final TypeStats stats() {
        return stats;
    }

    final Behavior<M> behavior() {
        return behavior;
    }

    @Override
    final BehaviorOptions options() {
        return behavior.options();
    }

    /** Delivers to whoever takes the messages of this name now that this mailbox is closed. */
    abstract @Nullable Reason deliverToSuccessor(Envelope envelope, boolean patient);

    /** A number that does not change and is another one for most others, to spread what would else meet. */
    abstract int number();

    /** The messages that wait outside the mailbox for room, made when the first does. */
    abstract Offers offers();

    /** Whether any does. */
    abstract boolean hasOffers();

    @Override
    @Nullable
    final Reason deliver(Envelope envelope, boolean patient) {
        if (!takes(envelope.message())) {
            return Reason.UNHANDLED;
        }
        LocalSystem system = stats.system();
        // Not if it is closed: then it is the successor's room that counts.
        if ((system.budget().isExhausted() || envelope instanceof Offers.Offered && hasOffers())
                && !mailbox().isClosed()) {
            return full(envelope, Reason.FULL);
        }
        Onlookers onlookers = system.onlookersIfAny();
        boolean traced = onlookers != null && onlookers.sending(this);
        Envelope sent =
                traced || stats.isMeasured() && isMeasured(mailbox().newest() + 1) ? stamped(envelope) : envelope;
        Mailbox.Offer outcome = mailbox().offer(sent);
        if (outcome == Mailbox.Offer.FULL && patient && Activation.current().mayBlock()) {
            outcome = mailbox().put(sent);
        }
        switch (outcome) {
            case WAKE:
                system.budget().queued(sent, number());
                schedule();
                return null;
            case QUEUED:
                system.budget().queued(sent, number());
                return null;
            case FULL:
                return full(envelope, Reason.FULL);
            case DROPPED:
                return full(envelope, Reason.DROPPED);
            default:
                return deliverToSuccessor(envelope, patient);
        }
    }

    /**
     * Whether the wait and the turn of the message that the mailbox gives this number are measured even if nobody awaits an
     * answer. Where many actors get few messages, each begins somewhere else.
     */
    final boolean isMeasured(int number) {
        return stats.sampling().takes(number + number());
    }

    /** The same with the time of its sending, if it is as a tell makes it. */
    private Envelope stamped(Envelope envelope) {
        if (!Stamped.fits(envelope)) {
            return envelope;
        }
        long now = stats.system().scheduler().nanoTime();
        stats.sampling().measured(now);
        return new Stamped(envelope, now);
    }

    /** Has a message wait that was to be handled at once. */
    final void queue(AskEnvelope call) {
        Ask<?> ask = call.ask();
        Object message = call.message();
        Reason refusal;
        try {
            refusal = deliver(call, false);
        } catch (RuntimeException unordered) {
            // By the user's order of messages: it is the sender's failure and not the actor's.
            ask.fail(unordered);
            return;
        }
        if (refusal != null) {
            system().deadLetters().known(this, message, refusal);
            ask.fail(refusal(refusal, message.getClass()));
        }
    }

    /** Whether the message is of the actor's protocol, or will be once its turn has come. */
    final boolean takes(Object message) {
        return behavior.options().takes(message) || message instanceof Special;
    }

    /** There is no room: an offered message is left to the actor to queue. */
    private @Nullable Reason full(Envelope envelope, Reason reason) {
        if (!(envelope instanceof Offers.Offered offered)) {
            tellOfFull(envelope, reason);
            return reason;
        }
        offers().leave(offered);
        signal(new Signal.OfferWaits(offered));
        return null;
    }

    private void tellOfFull(Envelope envelope, Reason reason) {
        Class<?> message = Special.content(envelope.message()).getClass();
        boolean dropped = reason == Reason.DROPPED;
        system().flightLog()
                .mailboxFull(
                        stats.type(),
                        this::path,
                        () -> ClassNames.of(message),
                        dropped,
                        mailbox().capacity());
    }

    /**
     * Whether what has waited may be queued as far as the system's budget is concerned. If nothing waits in the mailbox one
     * may in any case: nothing else would bring the actor to look again.
     */
    final boolean hasRoomForOffers() {
        return !system().budget().isExhausted() || mailbox().depth() == 0;
    }

    /** Queues an envelope that has waited for room. */
    final Mailbox.Offer offerAsOwner(Envelope envelope) {
        Mailbox.Offer outcome = mailbox().offer(envelope);
        if (outcome == Mailbox.Offer.QUEUED) {
            system().budget().queued(envelope, number());
        }
        return outcome;
    }

    @Override
    final void displaced(Envelope envelope) {
        system().budget().taken(envelope, number());
        tellOfFull(envelope, Reason.DROPPED);
        Object message = Special.content(envelope.message());
        Ask<?> ask = AskEnvelope.askOf(envelope);
        if (ask == null) {
            system().deadLetters().add(this, message, Reason.DROPPED);
        } else {
            system().deadLetters().known(this, message, Reason.DROPPED);
            ask.fail(refusal(Reason.DROPPED, message.getClass()));
        }
    }

    /** Takes no more messages; answers those that waited. */
    final List<Envelope> closeMailbox() {
        List<Envelope> waiting = mailbox().close();
        if (!waiting.isEmpty()) {
            waiting.forEach(envelope -> system().budget().taken(envelope, number()));
        }
        return waiting;
    }

    @Override
    final UnhandledMessageException unhandled(Class<?> messageType) {
        Class<?> protocol = behavior.options().protocol();
        return protocol == null || protocol.isAssignableFrom(messageType)
                ? super.unhandled(messageType)
                : new UnhandledMessageException(
                        "%s takes %s, and %s is none".formatted(path(), protocol.getName(), messageType.getName()));
    }

    /** Takes an envelope as what may be the first of an actor that was spawned for it. */
    @Nullable
    final Reason deliverFirst(Envelope envelope, boolean patient) {
        Reason refusal = deliver(envelope, patient);
        if (refusal != null) {
            wake();
        }
        return refusal;
    }
}

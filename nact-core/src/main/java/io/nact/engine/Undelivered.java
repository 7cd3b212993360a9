package io.nact.engine;

import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.util.ArrayList;
import java.util.List;

/** The messages that an actor leaves behind. */
record Undelivered(List<Object> messages, List<Object> told) {

    static final Undelivered NONE = new Undelivered(List.of(), List.of());

    /** Fails the asks at once; the tells are still to be reported. */
    static Undelivered of(List<Envelope> envelopes) {
        if (envelopes.isEmpty()) {
            return NONE;
        }
        List<Object> messages = new ArrayList<>(envelopes.size());
        List<Object> told = new ArrayList<>(envelopes.size());
        for (Envelope envelope : envelopes) {
            if (!envelope.isFilled()) {
                continue;
            }
            messages.add(envelope.message());
            Ask<?> ask = AskEnvelope.askOf(envelope);
            if (ask == null) {
                told.add(envelope.message());
            } else {
                ask.lifeEnded();
            }
        }
        return new Undelivered(List.copyOf(messages), told);
    }

    /** Makes dead letters of them. */
    void report(Cell<?> receiver) {
        DeadLetters letters = receiver.system().deadLetters();
        told.forEach(message -> letters.add(receiver, message, Reason.STOPPED));
        for (int asked = told.size(); asked < messages.size(); asked++) {
            letters.count(Reason.STOPPED);
        }
    }
}

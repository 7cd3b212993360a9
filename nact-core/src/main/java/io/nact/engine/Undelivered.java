package io.nact.engine;

import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The messages that an actor leaves behind. Their asks fail at once; they become dead letters when they are reported. */
final class Undelivered {

    private final List<Object> messages = new ArrayList<>();

    private final List<Object> told = new ArrayList<>();

    private final AtomicBoolean reported = new AtomicBoolean();

    Undelivered(List<Envelope> envelopes) {
        envelopes.stream().filter(Envelope::isFilled).forEach(this::add);
    }

    private void add(Envelope envelope) {
        messages.add(envelope.message());
        Ask<?> ask = AskEnvelope.askOf(envelope);
        if (ask == null) {
            told.add(envelope.message());
        } else {
            ask.lifeEnded();
        }
    }

    List<Object> messages() {
        return List.copyOf(messages);
    }

    /** Makes dead letters of them; without effect the second time, by whichever thread. */
    void report(Cell<?> receiver) {
        if (!reported.compareAndSet(false, true)) {
            return;
        }
        DeadLetters letters = receiver.system().deadLetters();
        told.forEach(message -> letters.add(receiver, message, Reason.STOPPED));
        for (int asked = told.size(); asked < messages.size(); asked++) {
            letters.count(Reason.STOPPED);
        }
    }
}

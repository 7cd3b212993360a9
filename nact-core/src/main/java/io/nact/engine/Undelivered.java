package io.nact.engine;

import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that an actor leaves behind. Their asks fail at once; they become dead letters when they are reported. */
final class Undelivered {

    private static final Logger log = LoggerFactory.getLogger(Undelivered.class);

    private final List<Object> messages = new ArrayList<>();

    private final List<Object> told = new ArrayList<>();

    /** Guarded by the monitor. */
    private boolean reported;

    /**
     * Of an actor that stops.
     *
     * @param unanswered what becomes of the asks among them
     */
    Undelivered(List<Envelope> envelopes, Consumer<Ask<?>> unanswered) {
        envelopes.forEach(envelope -> add(envelope, unanswered));
    }

    private void add(Envelope envelope, Consumer<Ask<?>> unanswered) {
        // A lost owner that comes back may take the message into its turn just now: each is read once.
        Ask<?> ask = AskEnvelope.askOf(envelope);
        Object content = envelope.content();
        if (content == null) {
            return;
        }
        Object message = Special.content(content);
        messages.add(message);
        if (ask == null) {
            told.add(message);
        } else {
            unanswered.accept(ask);
        }
    }

    /** Counts all before anybody hears of one, so that whoever comes second, and goes on, finds them counted. */
    private synchronized boolean beginReport(Cell<?> receiver) {
        boolean first = !reported;
        if (first) {
            reported = true;
            messages.forEach(message -> receiver.system().deadLetters().left(receiver, message));
        }
        return first;
    }

    List<Object> messages() {
        return List.copyOf(messages);
    }

    /** Makes dead letters of them; without effect the second time, by whichever thread. */
    void report(Cell<?> receiver) {
        if (!beginReport(receiver)) {
            return;
        }
        messages.forEach(message -> receiver.system().deadLetters().reported(receiver, message, Reason.STOPPED));
        if (!told.isEmpty() && receiver.system().deadLetters().mayLog(log)) {
            Map<String, Long> byType = told.stream()
                    .collect(Collectors.groupingBy(
                            message -> message.getClass().getSimpleName(), Collectors.counting()));
            log.info(
                    "{} has ended with {} messages that it was told and has not handled: {}",
                    receiver.path(),
                    told.size(),
                    byType);
        }
    }
}

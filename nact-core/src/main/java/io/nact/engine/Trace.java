package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what becomes of the next messages of one actor, each with its type, how long it waited and how long it was handled.
 * Owner only, except where a method says otherwise.
 */
final class Trace {

    private final Cell<?> cell;

    private final Logger log;

    private final long begunAt;

    private final Map<Turn<?>, Begun> open = new IdentityHashMap<>(2);

    /** How many may still begin; read by any thread. */
    private volatile int left;

    private boolean ended;

    /** The beginning of a turn; how its message waited before is said in words. */
    private record Begun(String message, String waited, long at) {}

    Trace(Cell<?> cell, int messages) {
        this.cell = cell;
        this.log = LoggerFactory.getLogger("nact.actor." + cell.stats().type());
        this.begunAt = cell.system().scheduler().nanoTime();
        this.left = messages;
        cell.system().onlookers().traceBegins();
    }

    /** A turn begins. */
    void begins(Turn<?> turn, Envelope envelope) {
        Object message = turn.content();
        if (left == 0 || message == null) {
            return;
        }
        left--;
        long now = cell.system().scheduler().nanoTime();
        open.put(turn, new Begun(ClassNames.of(message.getClass()), waited(envelope, now), now));
    }

    /** A turn is over, and perhaps all that is to be logged. */
    void over(Turn<?> turn, @Nullable Throwable failure) {
        Begun begun = open.remove(turn);
        if (begun != null) {
            log.info(
                    "{} handled {}, which {} and was handled for {}{}",
                    cell.path(),
                    begun.message(),
                    begun.waited(),
                    millis(cell.system().scheduler().nanoTime() - begun.at()),
                    failure == null ? "" : ", and failed with " + Failures.described(failure));
        }
        if (isOver()) {
            cell.life().trace(0);
        }
    }

    private String waited(Envelope envelope, long now) {
        Ask<?> ask = AskEnvelope.askOf(envelope);
        if (ask != null) {
            return "waited " + millis(now - ask.sentAt());
        }
        if (envelope instanceof Stamped told) {
            return "waited " + millis(now - told.sentAt());
        }
        return envelope.number() == 0 ? "came past the mailbox" : "waited more than " + millis(now - begunAt);
    }

    private static String millis(long nanos) {
        return nanos / 1_000 / 1_000.0 + " ms";
    }

    private boolean isOver() {
        return left == 0 && open.isEmpty();
    }

    /** How many are still to be logged. Any thread. */
    int left() {
        return left;
    }

    /** Nothing more is to be logged. Any thread. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            left = 0;
            cell.system().onlookers().traceEnds();
        }
    }
}

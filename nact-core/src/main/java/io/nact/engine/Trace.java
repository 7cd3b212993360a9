package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

    /** When those were sent that may be logged; by envelope, as they come from any thread. */
    private final Map<Envelope, Long> sent = new ConcurrentHashMap<>();

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

    /** A message is about to be sent to the actor. Any thread. */
    void sending(Envelope envelope, long now) {
        if (sent.size() < left) {
            sent.put(envelope, now);
        }
    }

    /** A turn begins. */
    void begins(Turn<?> turn, Envelope envelope) {
        Object message = turn.content();
        if (left == 0 || message == null) {
            return;
        }
        left--;
        long now = cell.system().scheduler().nanoTime();
        open.put(turn, new Begun(Texts.type(message), waited(envelope, now), now));
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
                    failure == null ? "" : ", and failed with " + failure);
        }
        if (isOver()) {
            cell.life().trace(0);
        }
    }

    private String waited(Envelope envelope, long now) {
        Ask<?> ask = AskEnvelope.askOf(envelope);
        Long toldAt = sent.remove(envelope);
        if (ask == null && toldAt == null) {
            return envelope.number() == 0 ? "came past the mailbox" : "waited more than " + millis(now - begunAt);
        }
        long sentAt = ask != null ? ask.sentAt() : Objects.requireNonNull(toldAt);
        return "waited " + millis(Math.max(0, now - sentAt));
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

    /** Nothing more is to be logged. */
    void end() {
        if (!ended) {
            ended = true;
            left = 0;
            sent.clear();
            cell.system().onlookers().traceEnds();
        }
    }
}

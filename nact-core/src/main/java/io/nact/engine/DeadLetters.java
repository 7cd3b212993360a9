package io.nact.engine;

import io.nact.ActorRef;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.event.EventBus;
import io.nact.metrics.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what nobody handled, remembers the latest, publishes each, and logs a bounded part of what nobody else learns of.
 * Any thread.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

    private final EventBus events;

    private final RateLimit logging;

    private final AtomicReferenceArray<DeadLetter> recent;

    /** How many have been remembered; the latest is in the place before this one. */
    private final AtomicLong remembered = new AtomicLong();

    /** What this thread publishes right now. */
    private final ThreadLocal<@Nullable DeadLetter> publishing = new ThreadLocal<>();

    /** Counts them by type, from when the system stops. */
    private volatile @Nullable Leftovers leftovers;

    DeadLetters(EventBus events, RateLimit logging, int remember) {
        this.events = events;
        this.logging = logging;
        this.recent = new AtomicReferenceArray<>(remember);
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    @SuppressWarnings("NullAway") // the map has every reason
    long counted(Reason reason) {
        return counts.get(reason).sum();
    }

    /** The latest, oldest first. One that is being added right now may be missing. */
    List<DeadLetter> recent() {
        List<DeadLetter> found = new ArrayList<>();
        long end = remembered.get();
        for (long at = Math.max(0, end - recent.length()); at < end; at++) {
            DeadLetter letter = recent.get((int) (at % recent.length()));
            if (letter != null) {
                found.add(letter);
            }
        }
        return found;
    }

    /** Only counts one. */
    @SuppressWarnings("NullAway") // the map has every reason
    void count(ActorRef<?> receiver, Object message, Reason reason) {
        counts.get(reason).increment();
        if (receiver instanceof MessageRef<?> ref) {
            TypeStats meant = ref.stats();
            TypeStats counted =
                    meant.isCounted() ? meant : meant.system().metrics().other();
            counted.messages(Special.content(message).getClass()).add(outcome(reason));
        }
    }

    private static Outcome outcome(Reason reason) {
        return switch (reason) {
            case STOPPED -> Outcome.STOPPED;
            case FULL -> Outcome.FULL;
            case DROPPED -> Outcome.DROPPED;
            case EXPIRED -> Outcome.EXPIRED;
            case CANCELLED -> Outcome.CANCELLED;
            case UNHANDLED -> Outcome.UNHANDLED;
        };
    }

    /** One whose sender learns of it. */
    void known(ActorRef<?> receiver, Object message, Reason reason) {
        left(receiver, message);
        reported(receiver, message, reason);
    }

    /** One that is left when the system stops, if it does. */
    void left(ActorRef<?> receiver, Object message) {
        Leftovers left = leftovers;
        if (left != null) {
            left.add(receiver, Special.content(message));
        }
    }

    /** One that is logged with others. */
    void reported(ActorRef<?> receiver, Object message, Reason reason) {
        count(receiver, message, reason);
        boolean wanted = events.wants(DeadLetter.class);
        if (wanted || recent.length() > 0) {
            DeadLetter letter = new DeadLetter(receiver.path(), Special.content(message), reason);
            if (recent.length() > 0) {
                recent.set((int) (remembered.getAndIncrement() % recent.length()), letter);
            }
            if (wanted) {
                publish(letter);
            }
        }
    }

    /** One that a subscriber makes while it hears of one is not published: it would hear of its own without end. */
    private void publish(DeadLetter letter) {
        if (publishing.get() != null) {
            return;
        }
        publishing.set(letter);
        try {
            events.publish(letter);
        } finally {
            publishing.remove();
        }
    }

    /** Whether a report may be logged that is about several at once. */
    boolean mayLog(Logger reporter) {
        return leftovers == null && logging.permits(reporter);
    }

    /** From now on they are counted by these, which report them later, and not logged; null to log them again. */
    void countBy(@Nullable Leftovers reportedLater) {
        leftovers = reportedLater;
    }

    /** One of which nobody else learns. */
    void add(ActorRef<?> receiver, Object message, Reason reason) {
        known(receiver, message, reason);
        if (log.isInfoEnabled() && mayLog(log)) {
            log.info(
                    "Dead letter: {} to {} ({})",
                    Special.content(message).getClass().getSimpleName(),
                    receiver.path(),
                    reason.name().toLowerCase(Locale.ROOT));
        }
    }
}

package io.nact.engine;

import io.nact.ActorRef;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.event.EventBus;
import io.nact.inspect.Contents;
import io.nact.inspect.Controls.Resent;
import io.nact.inspect.RememberedLetter;
import io.nact.metrics.Outcome;
import io.nact.path.ActorPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
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

    private final AtomicReferenceArray<Remembered> recent;

    /** How many have been remembered; the latest is in the place before this one. */
    private final AtomicLong remembered = new AtomicLong();

    /** What this thread publishes right now. */
    private final ThreadLocal<@Nullable DeadLetter> publishing = new ThreadLocal<>();

    /** One of the latest; {@code id} says how many have been remembered up to it. */
    private record Remembered(long id, Instant at, DeadLetter letter) {}

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
        return all().stream().map(Remembered::letter).toList();
    }

    private List<Remembered> all() {
        List<Remembered> found = new ArrayList<>();
        long end = remembered.get();
        for (long at = Math.max(0, end - recent.length()); at < end; at++) {
            Remembered one = recent.get((int) (at % recent.length()));
            if (one != null) {
                found.add(one);
            }
        }
        return found;
    }

    /** The latest first, for people. */
    List<RememberedLetter> remembered(Contents contents) {
        return all().stream()
                .sorted(Comparator.comparingLong(Remembered::id).reversed())
                .map(one -> new RememberedLetter(
                        one.id(),
                        one.at(),
                        one.letter().receiver(),
                        one.letter().reason(),
                        ClassNames.of(one.letter().message().getClass()),
                        contents == Contents.SHOWN ? Texts.of(one.letter().message()) : null))
                .toList();
    }

    /** Has it sent once more by whoever is given its receiver and message; forgets it if that one says that it has been. */
    Resent resend(long id, BiPredicate<ActorPath, Object> sender) {
        int place = recent.length() == 0 ? 0 : Math.floorMod(id - 1, recent.length());
        Remembered found = recent.length() == 0 ? null : recent.get(place);
        // Out of its place first: of two who send it only one may.
        if (found == null || found.id() != id || !recent.compareAndSet(place, found, null)) {
            return Resent.UNKNOWN;
        }
        boolean sent = sender.test(found.letter().receiver(), found.letter().message());
        if (!sent) {
            recent.compareAndSet(place, null, found);
        }
        return sent ? Resent.SENT : Resent.REFUSED;
    }

    /** Forgets all; answers how many there were. */
    int forget() {
        int forgotten = 0;
        for (int i = 0; i < recent.length(); i++) {
            forgotten += recent.getAndSet(i, null) == null ? 0 : 1;
        }
        return forgotten;
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
                remember(letter);
            }
            if (wanted) {
                publish(letter);
            }
        }
    }

    private void remember(DeadLetter letter) {
        long before = remembered.getAndIncrement();
        recent.set((int) (before % recent.length()), new Remembered(before + 1, Instant.now(), letter));
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

package io.nact.engine;

import io.nact.inspect.Failure;
import io.nact.path.ActorPath;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers crashes: of each actor the latest few, and of all together so many that whoever crashes without end forgets its
 * own, and many that do forget those who have not crashed for the longest time. By path, so that they outlive the actor.
 * Keeps no message and no exception. Any thread.
 */
final class Failures {

    private static final int OF_ONE = 10;

    private static final int OF_ALL = 4_096;

    private static final int LONGEST_TEXT = 300;

    /** Whoever crashed least recently comes first. */
    private final Map<ActorPath, Deque<Failure>> byActor = new LinkedHashMap<>();

    private int size;

    void add(ActorPath actor, @Nullable Object message, Throwable cause) {
        add(new Failure(
                actor,
                Instant.now(),
                message == null ? null : ClassNames.of(message.getClass()),
                cause.getClass().getName(),
                text(cause)));
    }

    /** What was thrown, for people; whatever its own code does. */
    static String described(Throwable cause) {
        String text = text(cause);
        return cause.getClass().getName() + (text == null ? "" : ": " + text);
    }

    private static @Nullable String text(Throwable cause) {
        String text;
        try {
            text = cause.getMessage();
        } catch (RuntimeException broken) {
            return "(its message cannot be read: %s)"
                    .formatted(broken.getClass().getName());
        }
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    private synchronized void add(Failure failure) {
        Deque<Failure> before = byActor.remove(failure.actor());
        Deque<Failure> own = before == null ? new ArrayDeque<>(2) : before;
        own.addFirst(failure);
        byActor.put(failure.actor(), own);
        size++;
        if (own.size() > OF_ONE) {
            own.removeLast();
            size--;
        }
        if (size > OF_ALL) {
            forgetOne();
        }
    }

    private void forgetOne() {
        Iterator<Deque<Failure>> all = byActor.values().iterator();
        Deque<Failure> first = all.next();
        first.removeLast();
        size--;
        if (first.isEmpty()) {
            all.remove();
        }
    }

    /** Those of one actor, the latest first. */
    synchronized List<Failure> of(ActorPath actor) {
        Deque<Failure> own = byActor.get(actor);
        return own == null ? List.of() : List.copyOf(own);
    }

    /** The latest of all, the latest first. */
    synchronized List<Failure> latest(int limit) {
        List<Failure> all = new ArrayList<>(size);
        byActor.values().forEach(all::addAll);
        all.sort(Comparator.comparing(Failure::at).reversed());
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }
}

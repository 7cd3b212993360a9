package io.nact.testkit;

import io.nact.ActorSystem;
import io.nact.event.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The dead letters of a system, for a test to expect. Each is expected once; expectations wait up to 5 seconds. */
public final class DeadLetterProbe {

    private final Waiting waiting;

    /** Guarded by its monitor. */
    private final List<DeadLetter> letters = new ArrayList<>();

    DeadLetterProbe(ActorSystem system, Waiting waiting) {
        this.waiting = waiting;
        system.events().subscribe(DeadLetter.class, this::add);
    }

    private void add(DeadLetter letter) {
        synchronized (letters) {
            letters.add(letter);
        }
        waiting.arrived();
    }

    /** One dead letter with a message of this type, for whatever reason. */
    public DeadLetter expect(Class<?> type) {
        return expect(1, "of type " + type.getSimpleName(), letter -> type.isInstance(letter.message()))
                .get(0);
    }

    /** So many dead letters with messages of this type, for this reason. */
    public List<DeadLetter> expect(int count, Class<?> type, DeadLetter.Reason reason) {
        return expect(
                count,
                "of type %s (%s)".formatted(type.getSimpleName(), reason),
                letter -> type.isInstance(letter.message()) && letter.reason() == reason);
    }

    /** So many dead letters for this reason. */
    public List<DeadLetter> expect(int count, DeadLetter.Reason reason) {
        return expect(count, "(%s)".formatted(reason), letter -> letter.reason() == reason);
    }

    private List<DeadLetter> expect(int count, String what, Predicate<DeadLetter> wanted) {
        waiting.until(() -> matching(wanted).size() >= count, TestProbe.PATIENCE);
        synchronized (letters) {
            List<DeadLetter> found = matching(wanted);
            if (found.size() != count) {
                throw new AssertionError("Expected %d dead letters %s within %s and got %d; all that are left: %s"
                        .formatted(count, what, TestProbe.PATIENCE, found.size(), letters));
            }
            letters.removeAll(found);
            return found;
        }
    }

    private List<DeadLetter> matching(Predicate<DeadLetter> wanted) {
        synchronized (letters) {
            return letters.stream().filter(wanted).toList();
        }
    }

    /** There must be none up to now, but for those that have been expected. Does not wait for what may still come. */
    public void expectNone() {
        synchronized (letters) {
            if (!letters.isEmpty()) {
                throw new AssertionError("Expected no dead letters and got %s".formatted(letters));
            }
        }
    }

    /** Those that have not been expected, oldest first. */
    public List<DeadLetter> all() {
        return matching(letter -> true);
    }

    void forget() {
        synchronized (letters) {
            letters.clear();
        }
    }

    @Override
    public String toString() {
        return all().toString();
    }
}

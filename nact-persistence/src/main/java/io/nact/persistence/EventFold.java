package io.nact.persistence;

import io.nact.persistence.journal.PersistenceId;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the events of one id come to, one after the other and none left out. */
final class EventFold<S> {

    private static final Logger log = LoggerFactory.getLogger(EventFold.class);

    private final PersistenceId id;

    private final Supplier<? extends S> initial;

    private final Application<S> application;

    private final Predicate<? super RecoveryFailedException> skips;

    private S state;

    private long sequenceNr;

    private long erasedAt;

    private boolean erasedInPart;

    /** The state after an event. */
    @FunctionalInterface
    interface Application<S> {

        S apply(S state, Object event) throws Exception;
    }

    /**
     * From nothing.
     *
     * @param initial the state before the first event
     * @param skips which events are left out that cannot be read or applied
     */
    EventFold(
            PersistenceId id,
            Supplier<? extends S> initial,
            Application<S> application,
            Predicate<? super RecoveryFailedException> skips) {
        this.id = id;
        this.initial = initial;
        this.application = application;
        this.skips = skips;
        this.state = initial.get();
    }

    PersistenceId id() {
        return id;
    }

    S state() {
        return state;
    }

    /** The number of the last event that is in the state. */
    long sequenceNr() {
        return sequenceNr;
    }

    /** The number at which everything before has been erased; 0 if it has not. */
    long erasedAt() {
        return erasedAt;
    }

    /** Whether it has met what is left of erased events, and not yet the one that says so, which is behind all of them. */
    boolean isErasedInPart() {
        return erasedInPart;
    }

    /** Goes on from a state that the events up to this number came to. */
    void from(S known, long number) {
        state = known;
        sequenceNr = number;
    }

    /**
     * Takes the next event.
     *
     * @throws RecoveryFailedException if it is not the next, or cannot be read or applied
     */
    void add(Read read) {
        if (read.isErasure()) {
            state = initial.get();
            erasedAt = read.sequenceNr();
            erasedInPart = false;
        } else if (read.isBlank()) {
            // Whatever was before it, and may have been deleted, has been erased, too.
            erasedInPart = true;
        } else if (read.sequenceNr() != sequenceNr + 1) {
            throw RecoveryFailedException.missing(id, sequenceNr + 1, read.sequenceNr());
        } else {
            state = after(read);
        }
        sequenceNr = read.sequenceNr();
    }

    private S after(Read read) {
        try {
            if (read.broken() != null) {
                throw read.broken();
            }
            S after = state;
            for (Object event : read.events()) {
                after = application.apply(after, event);
            }
            return after;
        } catch (Exception cause) {
            RecoveryFailedException broken = RecoveryFailedException.broken(id, read.sequenceNr(), read.type(), cause);
            if (!skips.test(broken)) {
                throw broken;
            }
            log.warn("An event is skipped: {}", broken.getMessage());
            return state;
        }
    }
}

package io.nact.engine;

import io.nact.TurnObserver;
import io.nact.jfr.FlightLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who sees the turns of a system: the user's observer, if there is one, and the JDK's flight recorder while it records. */
final class Witnesses {

    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);

    private final @Nullable TurnObserver observer;

    private final FlightLog flightLog = FlightLog.ofThisJvm();

    private final RateLimit failures;

    Witnesses(@Nullable TurnObserver observer, RateLimit failures) {
        this.observer = observer;
        this.failures = failures;
    }

    /** Sees the turn that is about to begin; null if nobody does. */
    @Nullable
    Witness of(Turn<?> turn) {
        FlightLog.Handling recorded = flightLog.handling();
        return observer == null && recorded == null ? null : new Witness(this, turn, recorded);
    }

    /** Whether each turn is seen, so that what it sends comes from it. */
    boolean areObserving() {
        return observer != null;
    }

    /** Has the observer see a turn that begins on this thread. */
    TurnObserver.@Nullable Observed begins(TurnObserver.Beginning turn) {
        if (observer == null) {
            return null;
        }
        try {
            return observer.begins(turn);
        } catch (Throwable broken) {
            failed(broken);
            return null;
        }
    }

    /** The observer failed, which is no business of the actor's. */
    void failed(Throwable broken) {
        if (FatalErrors.isFatal(broken)) {
            throw (Error) broken;
        }
        if (failures.permits(log)) {
            log.error("The observer of turns failed", broken);
        }
    }

    FlightLog flightLog() {
        return flightLog;
    }
}

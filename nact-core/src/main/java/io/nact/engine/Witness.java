package io.nact.engine;

import io.nact.TurnObserver;
import io.nact.TurnObserver.Outcome;
import io.nact.jfr.FlightLog;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sees one turn from its beginning to its end, which it tells once: whoever abandons the turn may come first. */
final class Witness {

    private final Witnesses witnesses;

    private final Cell<?> cell;

    private final Object message;

    private final FlightLog.@Nullable Handling recorded;

    private final AtomicBoolean ended = new AtomicBoolean();

    /** Written on the thread that begins the turn, before anybody else may know of it. */
    private TurnObserver.@Nullable Observed observed;

    Witness(Witnesses witnesses, Turn<?> turn, FlightLog.@Nullable Handling recorded) {
        this.witnesses = witnesses;
        this.cell = turn.cell;
        this.message = Special.content(turn.message());
        this.recorded = recorded;
    }

    /** The handler, seen from its beginning on. On a thread that carries what the sender's did. */
    static UserCode begins(@Nullable Witness witness, UserCode handler) {
        return witness == null
                ? handler
                : () -> {
                    witness.begin();
                    witness.run(handler);
                };
    }

    /** What goes on when the stage of the turn has completed. */
    static UserCode goesOn(@Nullable Witness witness, UserCode part) {
        return witness == null ? part : () -> witness.run(part);
    }

    /** What is said and decided about the failure of the turn. */
    static Runnable decides(@Nullable Witness witness, Runnable decision) {
        return witness == null ? decision : () -> witness.decide(decision);
    }

    /** Nothing more comes of the turn. */
    static void abandoned(@Nullable Witness witness) {
        if (witness != null) {
            witness.ends(Outcome.ABANDONED, null);
        }
    }

    private void begin() {
        observed = witnesses.begins(new TurnObserver.Beginning(
                cell.stats().type(),
                cell,
                message,
                cell.stats().messages(message.getClass()).message()));
    }

    private void run(UserCode code) throws Throwable {
        Throwable thrown = tried(code);
        if (thrown != null) {
            throw thrown;
        }
    }

    private void decide(Runnable decision) {
        Throwable thrown = tried(decision::run);
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    /** Runs it as a part of the turn, whatever becomes of the observer; answers what it threw. */
    private @Nullable Throwable tried(UserCode code) {
        if (observed == null) {
            return code.tried();
        }
        Part part = new Part(code);
        try {
            observed.run(part);
        } catch (Throwable broken) {
            witnesses.failed(broken);
        }
        if (!part.hasRun) {
            part.run();
        }
        return part.thrown;
    }

    /**
     * The turn is over.
     *
     * @param fate what the handler has decided, if it has not failed
     * @param onlyReply whether the failure was the asker's answer, and is no crash
     */
    void ends(Turn.Fate fate, @Nullable Throwable failure, boolean onlyReply) {
        ends(failure == null ? outcome(fate) : onlyReply ? Outcome.ERROR : Outcome.CRASH, failure);
    }

    private static Outcome outcome(Turn.Fate fate) {
        return switch (fate) {
            case HANDLED -> Outcome.HANDLED;
            case UNHANDLED -> Outcome.UNHANDLED;
            case STASHED -> Outcome.STASHED;
            case REFUSED -> Outcome.FULL;
            case FORWARDED -> Outcome.FORWARDED;
        };
    }

    private void ends(Outcome outcome, @Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (recorded != null) {
            recorded.ends(
                    cell.stats().type(),
                    cell::path,
                    () -> ClassNames.of(message.getClass()),
                    outcome.name().toLowerCase(Locale.ROOT));
        }
        if (observed != null) {
            try {
                observed.ends(outcome, failure);
            } catch (Throwable broken) {
                witnesses.failed(broken);
            }
        }
    }

    private static final class Part implements Runnable {

        private final UserCode code;

        private boolean hasRun;

        private @Nullable Throwable thrown;

        Part(UserCode code) {
            this.code = code;
        }

        @Override
        public void run() {
            hasRun = true;
            thrown = code.tried();
        }
    }
}

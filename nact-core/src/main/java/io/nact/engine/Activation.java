package io.nact.engine;

import io.nact.dispatch.Dispatchers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thread does for the engine right now: the turn it runs, and the completions it owes.
 *
 * <p>A reply is decided in a turn, but its future completes when the thread has let go of the actor: completions are
 * collected and run one after the other at the end of the activation, not nested however long a chain they make.
 */
final class Activation {

    private static final Logger log = LoggerFactory.getLogger(Activation.class);

    /** So deep an interrupt is looked for. */
    private static final int MOST_CAUSES = 32;

    private static final VarHandle TURN;

    private static final VarHandle TURNS;

    private static final VarHandle ACTOR;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TURN = lookup.findVarHandle(Activation.class, "turn", Turn.class);
            TURNS = lookup.findVarHandle(Activation.class, "turns", int.class);
            ACTOR = lookup.findVarHandle(Activation.class, "actor", Cell.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final ThreadLocal<Activation> CURRENT = ThreadLocal.withInitial(Activation::new);

    private final Deque<Completion> completions = new ArrayDeque<>(4);

    private boolean active;

    /** The call for which this thread, which is not the engine's, runs an actor. */
    private @Nullable Ask<?> call;

    /** Whether somebody, the turns' own code perhaps, has interrupted the thread in a turn. */
    private boolean interrupted;

    /** Opaque, for the watchdog reads it. */
    private @Nullable Turn<?> turn;

    /** Who holds back what the thread sends now. */
    private @Nullable Held held;

    /** Counts the turns of this thread, so that a lasting one is told from many; opaque likewise. */
    private int turns;

    /** The actor that this thread runs as its owner; opaque likewise. */
    private @Nullable Cell<?> actor;

    /** The deadline of what the thread does outside a turn. */
    private long deadline = Deadline.NONE;

    private final Thread thread = Thread.currentThread();

    /** Who has been told of this thread last. */
    private @Nullable Watchdog watchdog;

    /** Whether the watchdog is to be told whenever the thread is done: it may be one of very many that soon end. */
    private final boolean passing = Dispatchers.isVirtual(thread);

    private final Tally tally = new Tally(thread, passing);

    static Activation current() {
        return CURRENT.get();
    }

    /** Runs the task of an actor, then the completions that came of it. */
    static void run(Runnable task) {
        Activation activation = CURRENT.get();
        boolean begun = activation.begin();
        try {
            task.run();
        } finally {
            activation.end(begun);
        }
    }

    /** The thread begins to do something for the engine; false if it does already. */
    boolean begin() {
        boolean begins = !active;
        active = true;
        return begins;
    }

    /** It is done with that, but for the completions that came of it, if it is what it {@linkplain #begin() began} with. */
    void end(boolean begun) {
        if (begun) {
            complete();
            active = false;
            pass();
        }
    }

    /**
     * The thread, which is not one of the engine's and waits for the answer to the call, begins to run an actor for that.
     * What follows other answers is not its business, and an interrupt in the turn is meant for whoever it belongs to.
     */
    void beginFor(Ask<?> waiting) {
        begin();
        call = waiting;
        interrupted = false;
    }

    void endCall() {
        call = null;
        end(true);
        if (interrupted) {
            thread.interrupt();
        }
    }

    /** Whether this thread runs an actor for this call, and nobody else has seen the future. */
    boolean isFor(Ask<?> ask) {
        return call == ask;
    }

    /** Whether the failure of a turn that this thread runs for a call comes of an interrupt, which is the caller's. */
    boolean isCallersInterrupt(Throwable failure) {
        Throwable at = call == null ? null : failure;
        // Causes may go round in a circle.
        for (int left = MOST_CAUSES; at != null && !(at instanceof InterruptedException); left--) {
            at = left == 0 ? null : at.getCause();
        }
        interrupted |= at != null;
        return at != null;
    }

    /** An interrupt that a turn has left behind is not meant for the next actor on this thread. */
    void clearInterrupt() {
        interrupted |= Thread.interrupted();
    }

    /**
     * Passes the outcome on when no turn is in this thread's hands. If the thread is not one of the engine's that runs an
     * actor, then on one of the dispatcher's.
     */
    static void afterTurn(Completion completion) {
        Activation activation = CURRENT.get();
        if (activation.active && activation.call == null) {
            activation.completions.addLast(completion);
        } else {
            completion.system().runLater(completion::passOn);
        }
    }

    /** Whether the thread may be kept waiting: it runs no turn, or one on a dispatcher that allows it. */
    boolean mayBlock() {
        return turn == null ? !active : turn.mayBlock();
    }

    /** Whether this thread does nothing for the engine, and nobody wants it to stop what it does. */
    boolean isFree() {
        return !active && !thread.isInterrupted();
    }

    /** Whether completions wait, for which the actor should be let go. */
    boolean owesCompletions() {
        return !completions.isEmpty();
    }

    /** The turn that this thread runs. */
    @Nullable
    Turn<?> turn() {
        return turn;
    }

    /** Makes this the turn that the thread runs; returns the one before, to be put back. */
    @Nullable
    Turn<?> enter(@Nullable Turn<?> next) {
        Turn<?> before = turn;
        TURNS.setOpaque(this, turns + 1);
        TURN.setOpaque(this, next);
        return before;
    }

    /** Who holds back what the thread sends now. */
    @Nullable
    Held held() {
        return held;
    }

    /** Makes this one hold back what the thread sends; returns the one before, to be put back. */
    @Nullable
    Held hold(@Nullable Held next) {
        Held before = held;
        held = next;
        return before;
    }

    /** The turn that this thread runs. Any thread may ask. */
    @Nullable
    Turn<?> observedTurn() {
        return (Turn<?>) TURN.getOpaque(this);
    }

    /** The thread runs this actor, or none any more. */
    void runs(@Nullable Cell<?> owned) {
        ACTOR.setOpaque(this, owned);
    }

    /** The actor that this thread runs as its owner. Any thread may ask. */
    @Nullable
    Cell<?> observedActor() {
        return (Cell<?>) ACTOR.getOpaque(this);
    }

    /** What this thread counts. */
    Tally tally() {
        return tally;
    }

    /** Changes whenever the thread enters or leaves a turn. Any thread may ask. */
    int observedTurns() {
        return (int) TURNS.getOpaque(this);
    }

    Thread thread() {
        return thread;
    }

    boolean isWatchedBy(Watchdog asked) {
        return watchdog == asked;
    }

    /** The watchdog knows this thread from now on. */
    void watchedBy(Watchdog watching) {
        watchdog = watching;
    }

    private void pass() {
        if (passing && watchdog != null) {
            watchdog.forget(this);
            watchdog = null;
        }
    }

    /** Until when whoever is behind what this thread does waits for it. */
    long deadline() {
        return turn != null ? turn.deadline() : deadline;
    }

    /** Runs the task on behalf of somebody who waits until then. */
    static void within(long deadline, Runnable task) {
        Activation activation = CURRENT.get();
        long before = activation.deadline;
        activation.deadline = deadline;
        try {
            task.run();
        } finally {
            activation.deadline = before;
        }
    }

    /** All but the last go to other threads, for what follows a reply may wait for what follows another. */
    private void complete() {
        if (completions.isEmpty()) {
            return;
        }
        for (Completion next = completions.pollFirst(); next != null; next = completions.pollFirst()) {
            if (completions.isEmpty()) {
                passOn(next);
            } else {
                runElsewhere(next);
            }
        }
    }

    private static void passOn(Completion completion) {
        try {
            completion.passOn();
        } catch (Throwable failure) {
            log.error("What followed a reply failed", failure);
        }
    }

    private static void runElsewhere(Completion completion) {
        try {
            completion.system().dispatcher().execute(() -> run(() -> passOn(completion)));
        } catch (RejectedExecutionException closed) {
            passOn(completion);
        }
    }

    /** An outcome that has been decided, and that whoever waits for it does not know yet. */
    interface Completion {

        LocalSystem system();

        /** Completes what they wait for, and runs what follows. */
        void passOn();

        static Completion of(LocalSystem system, Runnable task) {
            return new Completion() {
                @Override
                public LocalSystem system() {
                    return system;
                }

                @Override
                public void passOn() {
                    task.run();
                }
            };
        }
    }
}

package io.nact.engine;

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

    private static final ThreadLocal<Activation> CURRENT = ThreadLocal.withInitial(Activation::new);

    private final Deque<Completion> completions = new ArrayDeque<>(4);

    private boolean active;

    private @Nullable Turn<?> turn;

    static Activation current() {
        return CURRENT.get();
    }

    /** Runs the task of an actor, then the completions that came of it. */
    static void run(Runnable task) {
        Activation activation = CURRENT.get();
        if (activation.active) {
            task.run();
            return;
        }
        activation.active = true;
        try {
            task.run();
        } finally {
            activation.complete();
            activation.active = false;
        }
    }

    /**
     * Runs the completion when no turn is in this thread's hands. If the thread does nothing for the engine now, it is one
     * of the clock's or somebody's: then aside, where blocked actors cannot hold it up.
     */
    static void afterTurn(LocalSystem system, Runnable completion) {
        Activation activation = CURRENT.get();
        if (activation.active) {
            activation.completions.addLast(new Completion(system, completion));
            return;
        }
        system.runAside(completion);
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
        turn = next;
        return before;
    }

    /** All but the last go to other threads, for what follows a reply may wait for what follows another. */
    private void complete() {
        for (Completion next = completions.pollFirst(); next != null; next = completions.pollFirst()) {
            if (completions.isEmpty()) {
                next.run();
            } else {
                next.runElsewhere();
            }
        }
    }

    private record Completion(LocalSystem system, Runnable task) implements Runnable {

        @Override
        public void run() {
            try {
                task.run();
            } catch (Throwable failure) {
                log.error("What followed a reply failed", failure);
            }
        }

        void runElsewhere() {
            try {
                system.dispatcher().execute(() -> Activation.run(this));
            } catch (RejectedExecutionException closed) {
                run();
            }
        }
    }
}

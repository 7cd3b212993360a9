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

    private final Deque<Runnable> completions = new ArrayDeque<>(4);

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

    /** Runs the completion when no turn is in this thread's hands; at once on the system's dispatcher if none is now. */
    static void afterTurn(LocalSystem system, Runnable completion) {
        Activation activation = CURRENT.get();
        if (activation.active) {
            activation.completions.addLast(completion);
            return;
        }
        try {
            system.dispatcher().execute(() -> run(completion));
        } catch (RejectedExecutionException closed) {
            run(completion);
        }
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

    private void complete() {
        for (Runnable completion = completions.pollFirst(); completion != null; completion = completions.pollFirst()) {
            try {
                completion.run();
            } catch (Throwable failure) {
                log.error("What followed a reply failed", failure);
            }
        }
    }
}

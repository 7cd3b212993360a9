package io.nact.dispatch;

import java.util.concurrent.Executor;

/**
 * Runs what actors have to do. A task may run on any thread of the dispatcher, never on the caller's, in no promised
 * order; what the caller did before {@link #execute} is seen by the task.
 *
 * <p>The dispatcher of a system also completes its asks, those that have timed out among them: one whose threads tasks can
 * block for good, which those of {@link Dispatchers} are not, holds up the answers as well.
 */
public interface Dispatcher extends Executor, AutoCloseable {

    /** The dispatcher's name, part of its threads' names. */
    String name();

    /** How many tasks it runs at once as long as none blocks. */
    int parallelism();

    /** Whether a blocked task costs the others nothing (virtual threads). */
    boolean mayBlock();

    /** How many messages an actor handles at most before the others on this dispatcher get their turn. */
    default int throughput() {
        return 64;
    }

    /**
     * Whether a thread that calls an idle actor, and waits for the answer, may take its turn in place of one of these. Not
     * if it matters which threads they are.
     */
    default boolean mayRunOnCaller() {
        return false;
    }

    /**
     * Takes no more tasks: {@link #execute} throws {@link java.util.concurrent.RejectedExecutionException} from now on. Those
     * it has are still run. Does not wait for them.
     */
    @Override
    void close();
}

package io.nact.benchmarks;

/**
 * A program that an engine has to run, again and again on the same system.
 *
 * @param <R> the library's reference to an actor
 */
public interface Workload<R> {

    /**
     * Runs it once.
     *
     * @return how many operations that were
     * @throws IllegalStateException if the outcome is wrong
     */
    long run() throws Exception;
}

package io.nact.benchmarks.savina;

import io.nact.benchmarks.Finish;

/** What a program's last actor tells the thread that runs the program. */
final class Outcome {

    private final Finish finish = new Finish(1);

    private long value;

    /** Ends the run. The actors' writes before it are seen by whoever waits. */
    void is(long result) {
        value = result;
        finish.announce();
    }

    /**
     * Waits for it.
     *
     * @throws IllegalStateException if it is another one
     */
    void mustBe(String what, long expected) throws InterruptedException {
        finish.await();
        Finish.check(what, expected, value);
    }
}

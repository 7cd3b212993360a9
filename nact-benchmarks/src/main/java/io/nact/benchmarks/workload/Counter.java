package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;

/** Counts messages, and announces when so many have come; then it counts anew. */
final class Counter<R> implements Actor<R> {

    static final Object ONE = "one";

    private Expect expected = new Expect(Integer.MAX_VALUE, new Finish(0));

    private int count;

    /** Announce that at the finish after so many. To be sent before the first of them. */
    record Expect(int count, Finish finish) {}

    @Override
    public void receive(Object message, Self<R> self) {
        if (message == ONE) {
            if (++count == expected.count()) {
                expected.finish().announce();
            }
        } else {
            expected = (Expect) message;
            count = 0;
        }
    }
}

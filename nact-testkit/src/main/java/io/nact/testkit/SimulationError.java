package io.nact.testkit;

/** A run of a simulation has failed: says which, why, and how to play it again. */
public final class SimulationError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private static final int STEPS_SHOWN = 50;

    private final transient Trace trace;

    private SimulationError(String message, Throwable cause, Trace trace) {
        super(message, cause);
        this.trace = trace;
    }

    static SimulationError of(Trace trace, Throwable cause, Trace replayed) {
        int steps = trace.steps().size();
        String message = "Seed %d fails after %d steps: %s%n%s%nIts last steps:%n%s"
                .formatted(trace.seed(), steps, cause, replay(trace, replayed), trace.last(STEPS_SHOWN));
        return new SimulationError(message, cause, trace);
    }

    private static String replay(Trace trace, Trace replayed) {
        int difference = trace.firstDifference(replayed);
        return difference == 0
                ? "Play it again with Simulation.seed(%d)".formatted(trace.seed())
                : "It does not repeat itself: from step %d on, a second run was another one. Something else than the seed decides: a thread, the machine's clock, the order of hash codes"
                        .formatted(difference);
    }

    /** The seed that failed. */
    public long seed() {
        return trace.seed();
    }

    /** The steps up to the failure. */
    public Trace trace() {
        return trace;
    }
}

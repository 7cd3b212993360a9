package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.SystemOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario with real actors again and again, each time in another order of events, which a seed decides.
 *
 * <p>All of a run happens on the calling thread, in steps: an actor handles one message or one signal, something that is
 * due is done, a piece of outside code is run. Whenever several steps are possible the seed chooses one. Time is virtual.
 * So the same seed gives the same run, and a failure that one order in a thousand shows can be looked at again and again.
 *
 * <p>What happens inside one turn is one step: races between instructions are not found here. A scenario must leave
 * threads, the machine's clock and the order of hash codes alone, or a seed does not repeat its run. It must not block:
 * {@link Run#await} takes the place of {@code join} and {@code call}, which would wait for ever.
 */
public final class Simulation {

    private static final int STEPS = 100_000;

    private final long first;

    private final int count;

    private final int maxSteps;

    private final UnaryOperator<SystemOptions> options;

    private Simulation(long first, int count, int maxSteps, UnaryOperator<SystemOptions> options) {
        this.first = first;
        this.count = count;
        this.maxSteps = maxSteps;
        this.options = options;
    }

    /**
     * Plays so many runs, with the seeds from 0 on.
     *
     * @throws IllegalArgumentException if below one
     */
    public static Simulation seeds(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A simulation has at least one run, not " + count);
        }
        return new Simulation(0, count, STEPS, UnaryOperator.identity());
    }

    /** Plays the one run of this seed, the same each time. */
    public static Simulation seed(long seed) {
        return new Simulation(seed, 1, STEPS, UnaryOperator.identity());
    }

    /** The same with another number of steps after which a run counts as one that never ends; 100,000 unless told. */
    public Simulation maxSteps(int steps) {
        return new Simulation(first, count, steps, options);
    }

    /** The same with a system of these options; its dispatcher and its clock are the simulation's. */
    public Simulation with(UnaryOperator<SystemOptions> more) {
        return new Simulation(first, count, maxSteps, given -> more.apply(options.apply(given)));
    }

    /**
     * Plays the scenario once for each seed, each time with a system of its own, which is stopped at the end.
     *
     * @throws SimulationError for the first seed whose run throws anything, takes too many steps, or waits for what never
     *     comes; it says how to play that one again
     */
    public Outcome run(Scenario scenario) {
        Set<Trace> traces = new HashSet<>();
        Trace last = new Trace(first, List.of());
        for (long seed = first; seed < first + count; seed++) {
            SimulatedRun run = new SimulatedRun(seed, maxSteps, options);
            Throwable failure = run.play(scenario);
            if (failure != null) {
                throw SimulationError.of(run.trace(), failure, replay(seed, scenario));
            }
            last = run.trace();
            traces.add(last.anonymous());
        }
        return new Outcome(count, traces.size(), last);
    }

    /** A second run of a seed that failed, to see whether it fails again. */
    private Trace replay(long seed, Scenario scenario) {
        SimulatedRun again = new SimulatedRun(seed, maxSteps, options);
        again.play(scenario);
        return again.trace();
    }

    /** What happens in a run, and what must be true of it. */
    @FunctionalInterface
    public interface Scenario {

        /**
         * Plays it. What has not been done when this returns is done before the system stops.
         *
         * @throws Exception any; the run has failed
         */
        void play(Run run) throws Exception;
    }

    /**
     * What came of the runs that all went well.
     *
     * @param runs how many there were
     * @param interleavings how many of them differed in the order of their steps
     * @param last the steps of the last run
     */
    public record Outcome(int runs, int interleavings, Trace last) {}

    /** One run of a scenario. Only for the thread that plays it. */
    public interface Run {

        /** What decides this run. */
        long seed();

        /** The system of this run, started. */
        ActorSystem system();

        /** Chance for the scenario's own use, by the seed. */
        RandomGenerator random();

        /** Spawns an actor at the top of the tree. */
        <M> ActorRef<M> spawn(String name, Behavior<M> behavior);

        /** A probe in this run's system, whose waiting takes steps and virtual time. */
        <M> TestProbe<M> probe(String name);

        /**
         * Adds pieces of outside code, each as if on a thread of its own: they are run in any order, between any steps of
         * the actors. Nothing is run yet.
         */
        void concurrently(Runnable... pieces);

        /** Adds a thread of outside code whose pieces are run in this order, with any other steps between them. */
        void inOrder(Runnable... pieces);

        /** Checks, after each step from now on, what must always be true. */
        void always(Runnable check);

        /**
         * Lets time pass: takes steps until that time is reached and nothing is left to do then. In a step, such as in a
         * piece of outside code, the time just jumps: what has fallen due is one of the things that may be done next.
         */
        void advance(Duration by);

        /**
         * Takes steps until nothing is left to do and nothing is due any more. When there is nothing to do, time moves on to
         * what is due next: idle actors stop, timeouts run out. {@code advance(Duration.ZERO)} takes steps without time.
         */
        void untilQuiet();

        /**
         * Takes steps until the stage has completed, and answers its value. When there is nothing to do, time moves on.
         *
         * @throws AssertionError if nothing is left to do and it has not completed: a deadlock
         * @throws java.util.concurrent.CompletionException around a checked exception that it completed with; others are
         *     thrown as they are
         */
        <T extends @Nullable Object> T await(CompletionStage<T> stage);

        /** The steps so far. */
        Trace trace();
    }
}

package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.SystemOptions;
import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter;
import io.nact.mailbox.MailboxFactory;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A run of a simulation: what may be done next, the choice of it, and the trace. */
final class SimulatedRun implements Simulation.Run, Waiting {

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final long seed;

    private final int maxSteps;

    private final SeededChoice choice;

    private final RandomGenerator random;

    private final ManualTime time = new ManualTime();

    /** Actors to run, and what follows the end of something; in the order in which they came up. */
    private final List<Step> ready = new ArrayList<>();

    private final List<OutsideThread> outside = new ArrayList<>();

    private final List<Runnable> invariants = new ArrayList<>();

    private final SteppedTrace trace = new SteppedTrace();

    private final ActorSystem system;

    private boolean stepping;

    SimulatedRun(long seed, int maxSteps, UnaryOperator<SystemOptions> options) {
        this.seed = seed;
        this.maxSteps = maxSteps;
        this.choice = new SeededChoice(seed);
        this.random = choice.split();
        // A turn takes no virtual time: none is ever stuck.
        SystemOptions given = options.apply(SystemOptions.defaults().withStuckAfter(null));
        MailboxFactory mailbox = given.mailbox();
        this.system = ActorSystems.create(
                "simulation",
                given.withScheduler(time)
                        .withDispatcher(new SimulatedDispatcher(ready))
                        .withMailbox(dropped -> new TracedMailbox(mailbox.create(dropped), trace)));
        system.events().subscribe(ActorEvent.class, trace::event);
        system.events().subscribe(DeadLetter.class, trace::deadLetter);
        system.start();
    }

    /** Plays the scenario and stops the system; answers what went wrong. */
    @Nullable
    Throwable play(Simulation.Scenario scenario) {
        Throwable failure = null;
        try {
            scenario.play(this);
            advance(Duration.ZERO);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        trace.end();
        stepping = false;
        invariants.clear();
        outside.clear();
        Throwable stopFailure = stop();
        return failure == null ? stopFailure : failure;
    }

    private @Nullable Throwable stop() {
        try {
            CompletableFuture<Void> stopped = system.stop();
            trace.allowMore();
            if (!takeSteps(stopped::isDone, FOR_EVER)) {
                throw new AssertionError("The system does not stop: nothing is left to do, and actors still live");
            }
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public ActorSystem system() {
        return system;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public <M> ActorRef<M> spawn(String name, Behavior<M> behavior) {
        return system.spawn(name, behavior);
    }

    @Override
    public <M> TestProbe<M> probe(String name) {
        return TestProbe.spawn(system, name, this);
    }

    @Override
    public void concurrently(Runnable... pieces) {
        for (Runnable piece : pieces) {
            inOrder(piece);
        }
    }

    @Override
    public void inOrder(Runnable... pieces) {
        outside.add(new OutsideThread(trace.nextThread(), List.of(pieces)));
    }

    @Override
    public void always(Runnable check) {
        invariants.add(check);
    }

    @Override
    public void advance(Duration by) {
        long target = time.target(by);
        if (stepping) {
            time.jumpTo(target);
        } else {
            takeSteps(() -> false, target);
            time.jumpTo(target);
        }
    }

    @Override
    public void untilQuiet() {
        takeSteps(() -> false, FOR_EVER);
    }

    @Override
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!takeSteps(future::isDone, FOR_EVER)) {
            throw new AssertionError("Deadlock: nothing is left to do and nothing is due, and what the scenario awaits "
                    + "has not completed: " + TraceText.of(future));
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : rethrown(e);
        }
    }

    private static RuntimeException rethrown(CompletionException wrapped) {
        if (wrapped.getCause() instanceof Error error) {
            throw error;
        }
        return wrapped;
    }

    @Override
    public Trace trace() {
        return new Trace(seed, trace.steps());
    }

    @Override
    public boolean until(BooleanSupplier done, Duration atMost) {
        return takeSteps(done, time.target(atMost));
    }

    @Override
    public void arrived() {}

    /** Takes steps until it is so; false if nothing is left to do up to that time, which then has come if it ever does. */
    private boolean takeSteps(BooleanSupplier done, long until) {
        if (stepping) {
            throw new IllegalStateException(
                    "A step cannot wait for others: split it into the pieces of inOrder(...), or wait in the scenario itself");
        }
        while (!done.getAsBoolean()) {
            List<Step> possible = possible();
            if (!possible.isEmpty()) {
                take(possible);
            } else if (!time.moveToNext(until)) {
                if (until != FOR_EVER) {
                    time.jumpTo(until);
                }
                return false;
            }
        }
        return true;
    }

    private List<Step> possible() {
        List<Step> possible = new ArrayList<>(ready);
        for (OutsideThread thread : outside) {
            possible.add(thread.next());
        }
        if (time.hasDue()) {
            possible.add(new Step(time, "what is due", this::runDue));
        }
        return possible;
    }

    private void runDue() {
        Runnable due = time.pollDue();
        if (due != null) {
            due.run();
        }
    }

    private void take(List<Step> possible) {
        if (trace.count() >= maxSteps) {
            throw new AssertionError(
                    "Livelock: still not at an end after %d steps. Actors that tell each other for ever, or a timer that comes again and again while the scenario waits for quiet?"
                            .formatted(maxSteps));
        }
        int index = choice.next(possible);
        Step step = possible.get(index);
        if (index < ready.size()) {
            ready.remove(index);
        }
        trace.begin(step.name(), time);
        stepping = true;
        try {
            step.code().run();
        } finally {
            stepping = false;
            outside.removeIf(OutsideThread::isOver);
        }
        invariants.forEach(Runnable::run);
    }

    /** Outside code whose pieces are run in order. */
    private static final class OutsideThread {

        private final int number;

        private final Deque<Runnable> pieces;

        private int taken;

        OutsideThread(int number, List<Runnable> pieces) {
            this.number = number;
            this.pieces = new ArrayDeque<>(pieces);
        }

        Step next() {
            return new Step(this, "outside %d.%d".formatted(number, taken + 1), this::take);
        }

        private void take() {
            taken++;
            pieces.removeFirst().run();
        }

        boolean isOver() {
            return pieces.isEmpty();
        }
    }
}

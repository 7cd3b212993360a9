package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.SystemOptions;
import io.nact.system.ActorSystems;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An actor system for one test, with what a test needs around it: probes, the dead letters, time by hand. It runs on
 * threads, as in production. Close it at the end, or let {@link ActorTestKitExtension} do so.
 */
public final class ActorTestKit implements AutoCloseable {

    private static final AtomicInteger KITS = new AtomicInteger();

    private final AtomicInteger names = new AtomicInteger();

    private final Queue<TestProbe<?>> probes = new ConcurrentLinkedQueue<>();

    private final Waiting waiting;

    private final ActorSystem system;

    private final @Nullable ManualTime time;

    private final CountingDispatcher dispatcher;

    private final LiveActors live;

    private final DeadLetterProbe deadLetters;

    ActorTestKit(ActorSystem system, @Nullable ManualTime time, CountingDispatcher dispatcher, Waiting waiting) {
        this.system = system;
        this.time = time;
        this.dispatcher = dispatcher;
        this.waiting = waiting;
        this.live = new LiveActors(system);
        this.deadLetters = new DeadLetterProbe(system, waiting);
    }

    private static ActorTestKit start(KitPreparation preparation, UnaryOperator<SystemOptions> options) {
        String name = "test-" + KITS.incrementAndGet();
        ActorSystem system =
                ActorSystems.create(name, preparation.prepare(name, options.apply(SystemOptions.defaults())));
        ActorTestKit kit = preparation.kit(system);
        system.start();
        return kit;
    }

    /** A started system with the defaults. */
    public static ActorTestKit create() {
        return create(UnaryOperator.identity());
    }

    /** A started system with changed options: {@code create(options -> options.withAskTimeout(ofMillis(50)))}. */
    public static ActorTestKit create(UnaryOperator<SystemOptions> options) {
        return start(KitPreparation.realTime(), options);
    }

    /** A started system whose time passes only by {@link #time()}. */
    public static ActorTestKit withManualTime() {
        return withManualTime(UnaryOperator.identity());
    }

    /** {@link #withManualTime()} with changed options. */
    public static ActorTestKit withManualTime(UnaryOperator<SystemOptions> options) {
        return start(KitPreparation.manualTime(), options);
    }

    /** The system. */
    public ActorSystem system() {
        return system;
    }

    /**
     * The system's clock.
     *
     * @throws IllegalStateException if its time passes by itself
     */
    public ManualTime time() {
        if (time == null) {
            throw new IllegalStateException(
                    "The time of this kit passes by itself: make the kit by ActorTestKit.withManualTime(), or in a Spring test say time = MANUAL");
        }
        return time;
    }

    /** Spawns an actor at the top of the tree. */
    public <M> ActorRef<M> spawn(String name, Behavior<M> behavior) {
        return system.spawn(name, behavior);
    }

    /** Spawns an actor at the top of the tree with a generated name. */
    public <M> ActorRef<M> spawn(Behavior<M> behavior) {
        return system.spawn(behavior);
    }

    /** A probe named {@code probe-1} and so on. */
    public <M> TestProbe<M> probe() {
        return probe("probe-" + names.incrementAndGet());
    }

    /** {@link #probe()}, where the type of the messages cannot be inferred. */
    public <M> TestProbe<M> probe(Class<M> messages) {
        return probe();
    }

    /** A probe of this name. */
    public <M> TestProbe<M> probe(String name) {
        TestProbe<M> probe = TestProbe.spawn(system, name, waiting);
        probes.add(probe);
        return probe;
    }

    /**
     * Stops the actor and waits until it has ended.
     *
     * @throws AssertionError if it has not within 5 seconds
     */
    public void stop(ActorRef<?> actor) {
        await("The end of " + actor.path(), system.stop(actor));
    }

    /**
     * Waits until no actor has anything to do: each has handled what it was told and is idle, or waits for a stage. So
     * timers are set before the time is moved, and what has not come until then does not come. Actors with a
     * dispatcher of their own are not seen.
     *
     * @throws AssertionError if they are not quiet within 5 seconds
     */
    public void settle() {
        await("Quiet", dispatcher::isQuiet);
    }

    private void await(String what, CompletableFuture<Void> end) {
        end.whenComplete((nothing, failure) -> waiting.arrived());
        await(what, end::isDone);
    }

    private void await(String what, BooleanSupplier done) {
        if (!waiting.until(done, TestProbe.PATIENCE)) {
            throw new AssertionError("%s did not come within %s%n%s".formatted(what, TestProbe.PATIENCE, report()));
        }
    }

    /** What nobody handled, from the start on. */
    public DeadLetterProbe deadLetters() {
        return deadLetters;
    }

    /** The paths of the live actors, parents before their children. */
    public List<String> actors() {
        return live.paths();
    }

    /** The live actors with what waits for them, and the dead letters: for the message of a failed test. */
    public String report() {
        return "Actors of %s:%n%sDead letters: %s".formatted(system.name(), live, deadLetters);
    }

    /**
     * Stops the probes that the kit has made and forgets the dead letters, for the next test of a system that serves
     * several. The other actors stay as they are.
     *
     * @throws AssertionError if a probe does not stop within 5 seconds
     */
    public void reset() {
        for (TestProbe<?> probe = probes.poll(); probe != null; probe = probes.poll()) {
            stop(probe.ref());
        }
        deadLetters.forget();
    }

    /**
     * Stops the system.
     *
     * @throws AssertionError if it does not stop within 5 seconds
     */
    @Override
    public void close() {
        await("The end of the system " + system.name(), system.stop());
    }
}

package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.SystemOptions;
import io.nact.event.DeadLetter;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.path.ActorPath;
import io.nact.system.ActorSystems;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An actor system for one test. It is closed at the end, and the test fails if the close hangs, or if an actor or a
 * thread outlives it.
 */
final class TestSystem implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    static {
        // Actors are quick, and a test should not take longer than they do.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(2));
    }

    private final Engines engine;

    private final UnaryOperator<SystemOptions> options;

    private final boolean started;

    private final Map<String, TypeMetrics> types = new ConcurrentHashMap<>();

    private ActorSystem system;

    private TestSystem(Engines engine, UnaryOperator<SystemOptions> options, boolean started) {
        this.engine = engine;
        this.options = options;
        this.started = started;
    }

    /** On the pool. */
    static TestSystem create() {
        return on(Engines.POOL);
    }

    static TestSystem on(Engines engine) {
        return new TestSystem(engine, UnaryOperator.identity(), true);
    }

    TestSystem with(UnaryOperator<SystemOptions> more) {
        return new TestSystem(engine, given -> more.apply(options.apply(given)), started);
    }

    TestSystem with(ManualTime clock) {
        return with(given -> given.withScheduler(clock));
    }

    TestSystem notStarted() {
        return new TestSystem(engine, options, false);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    /** Makes the system; for tests that need one more. */
    TestSystem open() {
        String name = "test-" + COUNT.incrementAndGet();
        SystemOptions given = SystemOptions.defaults()
                .withDispatcher(engine.dispatcher(name))
                .withStopTimeout(Duration.ofSeconds(5))
                // Else what looks for stuck turns is seen by tests that count timers.
                .withStuckAfter(null);
        system = ActorSystems.create(name, options.apply(given));
        system.metrics().listen(type -> {
            types.put(type.type(), type);
            return nanos -> {};
        });
        if (started) {
            system.start();
        }
        return this;
    }

    @Override
    public void close() {
        Waiting.reply(system.stop());
        system.close();
        assertThat(live()).as("actors that outlived their system").isZero();
        await("the end of the threads of " + system.name())
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(
                                thread -> thread.isAlive() && thread.getName().startsWith(threadPrefix() + "-")));
    }

    /** The system itself. */
    ActorSystem actors() {
        return system;
    }

    /** What the names of its dispatcher's threads begin with. */
    String threadPrefix() {
        return "nact-" + system.name();
    }

    <M> ActorRef<M> spawn(String name, Behavior<M> behavior) {
        return system.spawn(name, behavior);
    }

    <M> ActorRef<M> spawn(Behavior<M> behavior) {
        return system.spawn(behavior);
    }

    <M> ActorRef<M> spawn(ActorRef<?> parent, String name, Behavior<M> behavior) {
        return system.spawn(parent, name, behavior);
    }

    <M> ActorRef<M> child(ActorRef<?> parent, String name) {
        return system.child(parent, name);
    }

    CompletableFuture<Void> stop(ActorRef<?> actor) {
        return system.stop(actor);
    }

    /** Stops the actor and waits until it has ended. */
    void stopAndWait(ActorRef<?> actor) {
        Waiting.reply(system.stop(actor));
    }

    long deadLetters(DeadLetter.Reason reason) {
        return system.deadLetters(reason);
    }

    /** How many actors of all types live. */
    long live() {
        return types.values().stream().mapToLong(TypeMetrics::live).sum();
    }

    /** What is counted about the actors of this type. */
    TypeMetrics type(String type) {
        assertThat(types).containsKey(type);
        return types.get(type);
    }

    ActorPath path(String... names) {
        ActorPath path = system.path();
        for (String name : names) {
            path = path.child(name);
        }
        return path;
    }
}

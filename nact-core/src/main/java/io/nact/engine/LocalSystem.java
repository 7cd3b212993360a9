package io.nact.engine;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.SystemOptions;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.event.DeadLetter;
import io.nact.event.EventBus;
import io.nact.inspect.Inspector;
import io.nact.jfr.FlightLog;
import io.nact.path.ActorPath;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.time.Scheduler;
import io.nact.time.Schedulers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An actor system in one JVM. */
final class LocalSystem implements ActorSystem {

    private static final Logger log = LoggerFactory.getLogger(LocalSystem.class);

    private static final VarHandle ONLOOKERS_NOW;

    static {
        try {
            ONLOOKERS_NOW = MethodHandles.lookup().findVarHandle(LocalSystem.class, "onlookersNow", Onlookers.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ActorPath path;

    private final SystemOptions options;

    private final Dispatcher dispatcher;

    private final Scheduler scheduler;

    private final long madeAt;

    private final StartGate gate = new StartGate();

    private final EventBus events = new EventBus(Held::takes);

    private final Failures failures = new Failures();

    private final Announcements announcements;

    private final DeadLetters deadLetters;

    private final RateLimit crashLog;

    private final Budget budget;

    private final Carriage carriage;

    private final Witnesses witnesses;

    private final Watchdog watchdog;

    private final SystemMetrics metrics = new SystemMetrics(this);

    private final Onlookers onlookers = new Onlookers(this);

    private final Inspection inspection;

    private final Underway underway = new Underway();

    /** The asks whose replies anybody may give. */
    private final Set<Ask<?>> asks = ConcurrentHashMap.newKeySet();

    private final Cell<Void> root;

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** By ONLOOKERS_NOW. */
    private @Nullable Onlookers onlookersNow;

    private volatile boolean started;

    private volatile boolean stopping;

    private volatile @Nullable Shutdown shutdown;

    private volatile boolean ended;

    private volatile @Nullable Error fatal;

    LocalSystem(String name, SystemOptions options) {
        this.path = ActorPath.root(name);
        this.options = options;
        Dispatcher given = options.dispatcher();
        this.dispatcher = given != null ? given : Dispatchers.workStealing(name);
        Scheduler clock = options.scheduler();
        this.scheduler = clock != null ? clock : Schedulers.systemTime("nact-" + name + "-timer");
        this.madeAt = scheduler.nanoTime();
        this.deadLetters =
                new DeadLetters(events, new RateLimit(scheduler, "dead letters"), options.recentDeadLetters());
        this.crashLog = new RateLimit(scheduler, "crashes");
        this.budget = new Budget(options.maxMessages());
        this.carriage = new Carriage(options.contextPropagation());
        this.witnesses = new Witnesses(options.turnObserver(), new RateLimit(scheduler, "failures to observe turns"));
        this.announcements = new Announcements(events, failures, witnesses.flightLog());
        this.watchdog = new Watchdog(this);
        metrics.uses(dispatcher);
        this.root = new Cell<>(null, name, metrics.uncounted(), rootBehavior());
        this.root.wake();
        this.inspection = new Inspection(this);
    }

    /** A fault that reaches the root stops the actor at the top of the tree that it came from. */
    private static Behavior<Void> rootBehavior() {
        return Behaviors.stateful(Void.class, 0, (state, message, context) -> state)
                .onCrash(SupervisionPolicy.always(Directive.STOP_CHILD));
    }

    @Override
    public String name() {
        return path.name();
    }

    @Override
    public ActorPath path() {
        return path;
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(scheduler.nanoTime() - madeAt);
    }

    @Override
    public void start() {
        started = true;
        gate.open();
    }

    /** What takes along what threads carry. */
    Carriage carriage() {
        return carriage;
    }

    /** Who sees the turns. */
    Witnesses witnesses() {
        return witnesses;
    }

    /** What the JDK's flight recorder learns. */
    FlightLog flightLog() {
        return witnesses.flightLog();
    }

    boolean hasStarted() {
        return started;
    }

    /** Whether it has been asked to stop. */
    boolean isStopping() {
        return stopping;
    }

    /** Whether all actors have ended, so that nobody answers any more. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean isRunning() {
        return started && !stopping;
    }

    @Override
    public <M> ActorRef<M> spawn(String name, Behavior<M> behavior) {
        return root.children().spawn(Objects.requireNonNull(name, "name"), behavior);
    }

    @Override
    public <M> ActorRef<M> spawn(Behavior<M> behavior) {
        return root.children().spawn(null, behavior);
    }

    @Override
    public <M> ActorRef<M> spawn(ActorRef<?> parent, String name, Behavior<M> behavior) {
        Cell<?> cell = own(parent).cell();
        if (cell == null) {
            throw new ActorStoppedException(
                    "%s does not live, so that '%s' cannot be spawned below it".formatted(parent.path(), name));
        }
        return cell.children().spawn(Objects.requireNonNull(name, "name"), behavior);
    }

    @Override
    public <M> ActorRef<M> child(ActorRef<?> parent, String name) {
        return new NameRef<>(own(parent), Objects.requireNonNull(name, "name"));
    }

    /** The reference as one of this system's. */
    NamedRef<?> own(ActorRef<?> ref) {
        if (ref instanceof NamedRef<?> named && named.system() == this) {
            return named;
        }
        throw new IllegalArgumentException("%s is not an actor of the system '%s'".formatted(ref.path(), name()));
    }

    @Override
    public CompletableFuture<Void> stop(ActorRef<?> actor) {
        Cell<?> cell = own(actor).cell();
        return cell == null
                ? CompletableFuture.completedFuture(null)
                : cell.requestStop().copy();
    }

    @Override
    public CompletableFuture<Void> stopAfterDrain(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("The time to stop must not be negative, like " + timeout);
        }
        Shutdown begun;
        synchronized (gate) {
            if (shutdown != null) {
                return stopped.copy();
            }
            begun = new Shutdown(this, timeout);
            shutdown = begun;
        }
        if (started) {
            begun.begin();
        } else {
            // Nobody would handle what waits.
            stop();
        }
        return stopped.copy();
    }

    @Override
    public CompletableFuture<Void> whenStopped() {
        return stopped.copy();
    }

    @Override
    public CompletableFuture<Void> stop() {
        synchronized (gate) {
            if (stopping) {
                return stopped.copy();
            }
            stopping = true;
        }
        Leftovers leftovers = new Leftovers();
        deadLetters.countBy(leftovers);
        root.requestStop().whenComplete((nothing, failure) -> {
            // Nobody is left who could answer, nor a clock to end the waiting.
            ended = true;
            asks.stream().sorted(Comparator.comparingLong(Ask::sentAt)).forEach(Ask::lifeEnded);
            deadLetters.countBy(null);
            leftovers.report(this);
            dispatcher.close();
            scheduler.close();
            stopped.complete(null);
        });
        // Actors that never started have to stop all the same.
        gate.open();
        return stopped.copy();
    }

    @Override
    public void close() {
        if (Activation.current().turn() != null) {
            throw new IllegalStateException(
                    "The system '%s' cannot wait in a turn of an actor for its own end: call stop()".formatted(name()));
        }
        stop().join();
    }

    @Override
    public SystemMetrics metrics() {
        return metrics;
    }

    @Override
    public Inspector inspect() {
        return inspection;
    }

    @Override
    public long deadLetters(DeadLetter.Reason reason) {
        return deadLetters.counted(reason);
    }

    @Override
    public List<DeadLetter> recentDeadLetters() {
        return deadLetters.recent();
    }

    @Override
    public Optional<ActorRef<?>> find(ActorPath sought) {
        return Directory.find(root, sought);
    }

    @Override
    public <M> List<ActorRef<M>> findAll(Class<M> protocol) {
        return Directory.findAll(root, protocol);
    }

    @Override
    public int depth(ActorRef<?> actor) {
        Cell<?> cell = own(actor).cell();
        return cell == null ? 0 : cell.waiting();
    }

    @Override
    public int capacity(ActorRef<?> actor) {
        Cell<?> cell = own(actor).cell();
        return cell == null ? Integer.MAX_VALUE : cell.mailbox().capacity();
    }

    @Override
    public EventBus events() {
        return events;
    }

    @Override
    public Optional<Error> fatalError() {
        return Optional.ofNullable(fatal);
    }

    /** Stops the system after an error of the JVM in a turn of the actor. */
    void failFatally(Error error, Cell<?> actor) {
        synchronized (gate) {
            if (fatal != null) {
                return;
            }
            fatal = error;
        }
        log.error(
                "A turn of {} ended with an error after which nothing can be relied on: the system stops",
                actor,
                error);
        stop();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Failures failures() {
        return failures;
    }

    Onlookers onlookers() {
        return onlookers;
    }

    /** Who looks at each message that is sent; null, almost always, if nobody does. Seen a little late, hence opaque. */
    @Nullable
    Onlookers onlookersIfAny() {
        return (Onlookers) ONLOOKERS_NOW.getOpaque(this);
    }

    void onlookersNow(boolean any) {
        ONLOOKERS_NOW.setOpaque(this, any ? onlookers : null);
    }

    Announcements announcements() {
        return announcements;
    }

    RateLimit crashLog() {
        return crashLog;
    }

    Budget budget() {
        return budget;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    Underway underway() {
        return underway;
    }

    /** How long an actor that is to stop now may take. */
    Duration stopTimeout() {
        Shutdown timed = shutdown;
        return timed == null ? options.stopTimeout() : timed.stopTimeout();
    }

    Set<Ask<?>> asks() {
        return asks;
    }

    Cell<?> root() {
        return root;
    }

    SystemOptions options() {
        return options;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Whether this thread, which calls an actor, may take its turn in the place of a thread of the dispatcher. */
    boolean runsOnCaller() {
        return dispatcher.mayRunOnCaller() && options.callerRuns().getAsBoolean();
    }

    /** Runs the task on a thread of the dispatcher, whether or not the system has started; here if it has ended. */
    void runLater(Runnable task) {
        try {
            dispatcher.execute(() -> Activation.run(task));
        } catch (RejectedExecutionException ended) {
            Activation.run(task);
        }
    }

    /** Runs the task once actors are run. */
    void whenActorsRun(Runnable task) {
        gate.whenOpen(task);
    }

    /** Runs the task on the dispatcher, not before the system starts. */
    void execute(Dispatcher on, Runnable task) {
        gate.execute(on, task);
    }
}

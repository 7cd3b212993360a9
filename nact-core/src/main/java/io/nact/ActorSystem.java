package io.nact;

import io.nact.event.DeadLetter;
import io.nact.event.EventBus;
import io.nact.inspect.Inspector;
import io.nact.metrics.ActorMetrics;
import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The root of a tree of actors, with the threads and the clock that they share. Every method may be called from any
 * thread.
 */
public interface ActorSystem extends AutoCloseable {

    /** The name it was started with. */
    String name();

    /** The root of all paths. */
    ActorPath path();

    /** How long it is since the system was made, by its own clock. */
    Duration uptime();

    /** Lets the actors begin with what waits for them. Without effect on a system that has started. */
    void start();

    /** Whether it has started and has not been stopped. */
    boolean isRunning();

    /** The error of the JVM, such as an {@link OutOfMemoryError} in a turn, after which the system stopped itself. */
    Optional<Error> fatalError();

    /**
     * Spawns an actor at the top of the tree.
     *
     * @throws ActorNameTakenException if a live one has that name
     * @throws ActorStoppedException if the system is stopping
     */
    <M> ActorRef<M> spawn(String name, Behavior<M> behavior);

    /** Spawns an actor at the top of the tree with a generated name. */
    <M> ActorRef<M> spawn(Behavior<M> behavior);

    /**
     * Spawns an actor below another one of this system.
     *
     * @throws ActorNameTakenException if a live child has that name
     * @throws ActorStoppedException if the parent has stopped, is stopping or is being reset
     */
    <M> ActorRef<M> spawn(ActorRef<?> parent, String name, Behavior<M> behavior);

    /**
     * The reference to a name below an actor of this system, whether or not such a child lives now. Sending to it spawns
     * the child first if the parent spawns its children on demand ({@link Behavior#childrenOnDemand}).
     */
    <M> ActorRef<M> child(ActorRef<?> parent, String name);

    /**
     * Stops an actor: its turn in hand ends, then its children stop, then its {@code afterStop} runs. A turn that
     * outlives the stop timeout is abandoned and reported, without {@code afterStop}.
     *
     * @return completes when the actor has ended; at once for one that is gone
     */
    CompletableFuture<Void> stop(ActorRef<?> actor);

    /**
     * Stops all actors, then the threads.
     *
     * @return completes when all actors have ended or have been abandoned
     */
    CompletableFuture<Void> stop();

    /**
     * Lets the actors handle what waits, and then stops them as {@link #stop()} does: when no message waits, no turn is
     * open and no answer or piped stage is to come, or when three quarters of the time have passed. Until then the actors
     * live on, with all that they send each other. Their timers do not hold up the end, nor does what is stashed. The rest of
     * the time is for those that hang. What is left becomes dead letters and is logged by type.
     *
     * <p>Once called, a second call changes nothing; {@link #stop()} ends the wait at once. A system that has not started
     * is stopped at once.
     *
     * @param timeout the time for all of it
     * @return completes when all actors have ended or have been abandoned
     * @throws IllegalArgumentException if the time is negative
     */
    CompletableFuture<Void> stopAfterDrain(Duration timeout);

    /** Completes when the system has stopped, whoever stopped it. What is done to this future has no effect on the system. */
    CompletableFuture<Void> whenStopped();

    /** {@link #stop()}, and waits for it. */
    @Override
    void close();

    /** What is counted about the actors, by type. */
    ActorMetrics metrics();

    /** Looks at single actors, while they go on, and lets people intervene. */
    Inspector inspect();

    /**
     * The live actor with this path.
     *
     * @return nothing if none lives there now, or if it is the path of another system
     */
    Optional<ActorRef<?>> find(ActorPath path);

    /** The live actors whose protocol is this type, parents first. Walks the tree. */
    <M> List<ActorRef<M>> findAll(Class<M> protocol);

    /**
     * How many messages wait in an actor's mailbox, without the one in hand and without stashed ones; 0 if it does not
     * live.
     */
    int depth(ActorRef<?> actor);

    /** How many messages may wait in an actor's mailbox: {@link Integer#MAX_VALUE} without a limit, or if it does not live. */
    int capacity(ActorRef<?> actor);

    /** How many messages became dead letters for this reason since the system was made. */
    long deadLetters(DeadLetter.Reason reason);

    /** The latest dead letters, oldest first; as many as {@link SystemOptions#recentDeadLetters} says. */
    List<DeadLetter> recentDeadLetters();

    /**
     * What the actors and the system tell whoever wants to know. The system publishes {@link io.nact.event.ActorEvent}s
     * and {@link DeadLetter}s there; but not those that a subscriber makes while it hears of one.
     */
    EventBus events();
}

package io.nact;

import io.nact.event.DeadLetter;
import io.nact.metrics.ActorMetrics;
import io.nact.path.ActorPath;
import java.time.Duration;
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

    /** {@link #stop()}, and waits for it. */
    @Override
    void close();

    /** What is counted about the actors, by type. */
    ActorMetrics metrics();

    /** How many messages became dead letters for this reason since the system was made. */
    long deadLetters(DeadLetter.Reason reason);
}

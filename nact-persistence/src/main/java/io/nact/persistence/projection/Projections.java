package io.nact.persistence.projection;

import io.nact.persistence.DeletionLimit;
import io.nact.persistence.EventTypes;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.Storage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs projections, each on a thread of its own, from {@link #start} to {@link #close}. Several processes may run the same ones:
 * one at a time goes on with each, and another one if that ends. Any thread may call this.
 *
 * <p>What is stored in this process is handled at once, what others store within the poll interval.
 */
public final class Projections implements AutoCloseable {

    private final EventFeed feed;

    private final ProjectionStore store;

    private final ProjectionOptions options;

    private final Heads heads;

    private final Closing closing = new Closing();

    private final Map<String, Runner> runners = new TreeMap<>();

    private final Elsewhere elsewhere;

    private EventFeed.@Nullable Registration listening;

    private Projections(EventFeed feed, ProjectionStore store, ProjectionOptions options) {
        this.feed = feed;
        this.store = store;
        this.options = options;
        this.heads = new Heads(feed);
        this.elsewhere = new Elsewhere(store, closing);
    }

    /** Of what is in this storage, with the default options. */
    public static Projections of(Storage storage, EventTypes types, EventProjection... projections) {
        return of(storage.feed(), storage.projections(), types, ProjectionOptions.defaults(), List.of(projections));
    }

    /**
     * Of these events, kept in this store.
     *
     * @throws InvalidProjectionException if two have the same name, or one handles what is not among the types
     */
    public static Projections of(
            EventFeed feed,
            ProjectionStore store,
            EventTypes types,
            ProjectionOptions options,
            Collection<EventProjection> projections) {
        Projections all = new Projections(feed, store, options);
        projections.forEach(projection -> all.add(projection, types));
        return all;
    }

    private void add(EventProjection projection, EventTypes types) {
        String name = projection.name();
        Standing standing = new Standing(name);
        PageReader pages = new PageReader(feed, types, Selection.of(projection, types), heads);
        Follower follower = new Follower(projection, pages, store, feed, options, standing, closing);
        Runner runner = new Runner(projection, follower, standing, closing, options.pollInterval());
        if (runners.put(name, runner) != null) {
            throw new InvalidProjectionException(
                    "There are two projections '%s'.".formatted(name), "Give one of them another name.");
        }
    }

    /**
     * Starts all. Those that have never run begin before the first event, or after the last one there is now if they are so
     * described. If one cannot be started, all end.
     *
     * @throws IllegalStateException if they have been started before
     * @throws io.nact.persistence.journal.PersistenceException if the store does not answer
     */
    public synchronized void start() {
        if (listening != null || closing.hasBegun()) {
            throw new IllegalStateException("Projections are started once");
        }
        listening = feed.onStored(
                () -> runners.values().forEach(runner -> runner.bell().ring()));
        try {
            for (Runner runner : runners.values()) {
                runner.start();
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /** Where each stands, by name. */
    public List<ProjectionStatus> statuses() {
        return runners.values().stream().map(this::status).toList();
    }

    /** Where the projection stands, if there is one of this name. */
    public Optional<ProjectionStatus> status(String name) {
        return Optional.ofNullable(runners.get(name)).map(this::status);
    }

    private ProjectionStatus status(Runner runner) {
        Standing standing = runner.standing();
        if (!standing.isOn()) {
            lookUp(runner.projection().name(), standing);
        }
        return standing.status(heads.current());
    }

    /** Nobody here keeps it up to date; if the store does not answer, it is what it was. */
    private void lookUp(String name, Standing standing) {
        try {
            store.find(name).ifPresent(progress -> standing.at(progress, progress.position()));
        } catch (RuntimeException unavailable) { // also one that the transactions of somebody else's threw
            standing.troubled(FailureText.of(unavailable));
        }
    }

    /**
     * How far all of them are, as this process knows it: nobody here needs the events up to there any more. So far may events
     * be deleted that snapshots make needless; a reset or a new projection misses them all the same. Of those that run
     * elsewhere it is known some seconds later.
     */
    public DeletionLimit deletionLimit() {
        return () -> {
            elsewhere.refresh(runners.values());
            return CompletableFuture.completedFuture(runners.values().stream()
                    .mapToLong(runner -> runner.standing().stored())
                    .min()
                    .orElse(Long.MAX_VALUE));
        };
    }

    /**
     * Has the projection handle nothing more, in all processes, until it is resumed. What is being handled is finished.
     *
     * @throws IllegalArgumentException if there is no projection of this name
     * @throws io.nact.persistence.journal.PersistenceException if the store does not answer, or something is being handled
     *     for ten seconds and more; so do the others
     */
    public ProjectionStatus pause(String name) {
        return change(name, (progress, transaction) -> progress.pause());
    }

    /** Has the projection go on, also with the event at which it has stopped. Otherwise as {@link #pause}. */
    public ProjectionStatus resume(String name) {
        return change(name, (progress, transaction) -> progress.resume());
    }

    /**
     * Has the projection go on after the event at which it has stopped. Otherwise as {@link #pause}.
     *
     * @throws IllegalStateException if it has stopped at none
     */
    public ProjectionStatus skip(String name) {
        return change(name, (progress, transaction) -> {
            Long failed = progress.failedPosition();
            if (failed == null) {
                throw new IllegalStateException("Projection '%s' has not stopped at an event".formatted(name));
            }
            return progress.at(failed);
        });
    }

    /**
     * Removes what the projection has made, by its {@link ResetHandler}, and has it begin anew with the first event. Otherwise
     * as {@link #pause}.
     *
     * @throws IllegalStateException if it has no such handler
     */
    public ProjectionStatus reset(String name) {
        ResetHandler reset = runner(name).projection().reset();
        if (reset == null) {
            throw new IllegalStateException(
                    "Projection '%s' does not say how what it has made is removed: give it an onReset".formatted(name));
        }
        return change(name, (progress, transaction) -> {
            try {
                reset.reset(transaction);
            } catch (Exception failure) {
                throw new PersistenceException(
                        "Projection '%s' could not be reset: %s".formatted(name, FailureText.of(failure)), failure);
            }
            return progress.at(0);
        });
    }

    private ProjectionStatus change(String name, ProjectionStore.Update update) {
        Runner runner = runner(name);
        ProjectionProgress after = new Intervention(name, store).carryOut(update);
        runner.standing().changed(after);
        runner.bell().call();
        return status(runner);
    }

    private Runner runner(String name) {
        Runner runner = runners.get(name);
        if (runner == null) {
            throw new IllegalArgumentException(
                    "There is no projection '%s', but there are %s".formatted(name, runners.keySet()));
        }
        return runner;
    }

    /** Ends all, after the events that are being handled, as far as there is time for that. */
    @Override
    public synchronized void close() {
        closing.begin();
        if (listening != null) {
            listening.close();
        }
        runners.values().forEach(runner -> runner.bell().call());
        long end = System.nanoTime() + options.closeTimeout().toNanos();
        try {
            for (Runner runner : runners.values()) {
                runner.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

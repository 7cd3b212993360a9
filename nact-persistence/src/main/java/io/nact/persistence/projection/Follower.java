package io.nact.persistence.projection;

import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import java.util.Optional;

/**
 * Follows all events for one projection, a page at a time. Used by one thread.
 *
 * <p>A page is read before the transaction that handles it: its lock is held no longer than the handlers take, and no
 * connection waits for a second one. Whether somebody has been quicker shows under the lock. A page that has failed is
 * handled again one event at a time, which finds the culprit. Where nothing of the projection's own is, it goes on without
 * storing each step: with others it would only look again at the same.
 */
final class Follower {

    private static final int ALONE = 1;

    private final EventProjection projection;

    private final PageReader pages;

    private final ProjectionStore store;

    private final EventFeed feed;

    private final ProjectionOptions options;

    private final Closing closing;

    private final Handlers handlers;

    private final Place place;

    private final Failures failures;

    /** Up to here events are handled one by one. */
    private long careful = -1;

    Follower(
            EventProjection projection,
            PageReader pages,
            ProjectionStore store,
            EventFeed feed,
            ProjectionOptions options,
            Standing standing,
            Closing closing) {
        this.projection = projection;
        this.pages = pages;
        this.store = store;
        this.feed = feed;
        this.options = options;
        this.closing = closing;
        this.handlers = new Handlers(projection);
        this.place = new Place(projection.name(), store, standing);
        FailurePolicy own = projection.failures();
        this.failures = new Failures(projection.name(), own == null ? options.failures() : own, place, standing);
    }

    /** Sees to it that the store knows the projection, and answers how far it is. */
    ProjectionProgress begin() throws InterruptedException {
        String name = projection.name();
        Optional<ProjectionProgress> known = store.find(name);
        if (known.isPresent()) {
            return known.get();
        }
        store.create(name, projection.isFromNow() ? Stages.await(feed.head()) : 0);
        return store.find(name)
                .orElseThrow(() -> new PersistenceException("Projection '%s' is not in its store".formatted(name)));
    }

    /**
     * Looks once, and handles what there is.
     *
     * @throws PersistenceException if the store or the journal fails, before anything was handled
     */
    Rest look() throws Exception {
        ProjectionProgress progress = begin();
        place.learn(progress);
        if (!progress.isRunning()) {
            failures.forget();
            return Rest.waiting(options.pollInterval());
        }
        Page page = pages.read(place.seen(), atOnce());
        if (!page.isEmpty()) {
            return handle(page);
        }
        EventFailure broken = page.broken();
        return broken == null ? passOver(page) : failed(broken);
    }

    /** Handlers outside the transaction might do again whatever they have done since it began: one event, then. */
    private int atOnce() {
        boolean alone = place.seen() < careful || projection.mode() == ProjectionMode.AT_LEAST_ONCE;
        return alone ? ALONE : options.batchSize();
    }

    private Rest passOver(Page page) throws Exception {
        place.pass(page.through());
        if (place.isBehind(options.pollInterval()) && place.change(progress -> progress.at(page.through()))) {
            place.reach(page.through());
        }
        return further(page);
    }

    private Rest handle(Page page) throws Exception {
        Batch batch = new Batch(page, handlers, projection.mode(), place.stored(), closing);
        try {
            if (!store.tryUpdate(projection.name(), batch)) {
                return Rest.IDLE; // somebody else has it
            }
        } catch (EventFailure failure) {
            return page.isSingle() ? failed(failure) : oneByOne(page);
        } catch (PersistenceException uncommitted) {
            if (!batch.isBegun()) {
                throw uncommitted;
            }
            return page.isSingle() ? failed(page.failure(uncommitted)) : oneByOne(page);
        }
        if (batch.isOvertaken()) {
            return Rest.NONE;
        }
        place.reach(batch.reached());
        EventFailure failure = batch.failure();
        if (failure != null) {
            return failed(failure);
        }
        failures.forget();
        return further(page);
    }

    /** What fails while the application ends may fail for that reason: it counts for nothing, and is tried by whoever is next. */
    private Rest failed(EventFailure failure) throws Exception {
        return closing.hasBegun() ? Rest.IDLE : failures.of(failure);
    }

    private Rest oneByOne(Page page) {
        careful = page.through();
        return Rest.NONE;
    }

    private static Rest further(Page page) {
        return page.hasMore() ? Rest.NONE : Rest.IDLE;
    }
}

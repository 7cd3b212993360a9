package io.nact.persistence.journal;

import java.util.concurrent.CompletionStage;

/**
 * The events of all ids in the order of their positions, which is the order in which they were stored: what projections read.
 *
 * <p>Whoever sees a position sees every event below it, or that one never comes; so a reader that goes on after the last
 * position that it has seen misses nothing, by however many writers it was stored. Positions have gaps.
 *
 * <p>Reading does not block the caller; failures come with the stage, as a {@link PersistenceException}.
 */
public interface EventFeed {

    /** The last position; 0 if there is no event. */
    CompletionStage<Long> head();

    /**
     * The next events after a position. A store may answer with fewer than there are, and with none, so as not to search for
     * long; the page says where to read on.
     *
     * @param limit how many at most, at least one
     */
    CompletionStage<EventPage> read(long after, EventFilter filter, int limit);

    /**
     * Calls the listener after events have been stored by this storage, once for several if they come fast, on the thread that
     * stores: it must be short, and throw nothing. Of what other storages store in the same place it does not hear.
     */
    Registration onStored(Runnable listener);

    /** A listener that is called until this is closed. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}

package io.nact.persistence.projection;

import io.nact.persistence.journal.ProjectionTransaction;

/**
 * What a projection does with one event, on the projection's thread, where it may block.
 *
 * @param <E> the type of the event
 */
@FunctionalInterface
public interface ProjectionHandler<E> {

    /**
     * Handles the event. Whatever it throws is a failure of this event.
     *
     * @param transaction what to write in, with {@link ProjectionMode#EXACTLY_ONCE}
     */
    void handle(E event, EventMetadata metadata, ProjectionTransaction transaction) throws Exception;
}

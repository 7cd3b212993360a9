package io.nact.persistence.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been read to be handled next.
 *
 * @param through the position up to which there is nothing else for the projection
 * @param head the position of the last event of all
 * @param broken why the event after these cannot be read; null if all could
 */
record Page(
        List<Delivery> deliveries,
        long through,
        long head,
        @Nullable EventFailure broken) {

    boolean isEmpty() {
        return deliveries.isEmpty();
    }

    boolean isSingle() {
        return deliveries.size() == 1;
    }

    /** A failure of the page that shows only when all of it has been handled; told of its first event. */
    EventFailure failure(Throwable cause) {
        Delivery first = deliveries.get(0);
        return new EventFailure(first.metadata(), first.type(), cause);
    }

    boolean hasMore() {
        return through < head;
    }
}

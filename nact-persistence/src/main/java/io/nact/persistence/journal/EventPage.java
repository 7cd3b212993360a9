package io.nact.persistence.journal;

import java.util.List;

/**
 * Some events of all, in the order of their positions.
 *
 * @param events those that pass the filter, no more than were asked for
 * @param through the position up to which none is missing: whoever reads on reads after it. It may be beyond the last event,
 *     and there may be no event at all
 * @param head the last position when the page was read
 */
public record EventPage(List<StoredEvent> events, long through, long head) {

    public EventPage {
        events = List.copyOf(events);
    }

    /** Whether something may follow. */
    public boolean hasMore() {
        return through < head;
    }
}

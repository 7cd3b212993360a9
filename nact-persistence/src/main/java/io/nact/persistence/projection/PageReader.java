package io.nact.persistence.projection;

import io.nact.persistence.EventTypes;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.EventPage;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/** Reads what one projection handles, and decodes it before any transaction begins. */
final class PageReader {

    private final EventFeed feed;

    private final EventTypes types;

    private final Selection selection;

    private final Heads heads;

    PageReader(EventFeed feed, EventTypes types, Selection selection, Heads heads) {
        this.feed = feed;
        this.types = types;
        this.selection = selection;
        this.heads = heads;
    }

    /**
     * The next events after this position, up to the first that cannot be read.
     *
     * @throws PersistenceException if the store gives none
     */
    Page read(long after, int limit) throws InterruptedException {
        EventPage page = Stages.await(feed.read(after, selection.filter(), limit));
        heads.saw(page.head());
        List<Delivery> deliveries = new ArrayList<>(page.events().size());
        long read = after;
        for (StoredEvent stored : page.events()) {
            try {
                if (selection.contains(stored)) {
                    deliveries.add(delivery(stored));
                }
            } catch (JournalUnavailableException unavailable) {
                throw unavailable;
            } catch (PersistenceException unreadable) {
                EventFailure broken = new EventFailure(
                        EventMetadata.of(stored), stored.payload().type(), unreadable);
                return new Page(deliveries, read, page.head(), broken);
            }
            read = stored.position();
        }
        return new Page(deliveries, page.through(), page.head(), null);
    }

    private Delivery delivery(StoredEvent stored) {
        List<Object> events = Selection.isErasure(stored) ? List.of() : types.decode(stored.payload());
        return new Delivery(EventMetadata.of(stored), stored.payload().type(), events);
    }
}

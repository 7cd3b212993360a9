package io.nact.persistence.projection;

import io.nact.persistence.EventTypes;
import io.nact.persistence.journal.EventFilter;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.projection.EventProjection.Handled;
import java.util.HashSet;
import java.util.Set;

/**
 * Which of all events a projection is made of.
 *
 * @param filter what the store leaves out
 * @param own which of the rest are the projection's; what is not in it is about an id as a whole, and has no tags
 */
record Selection(EventFilter filter, EventFilter own) {

    /**
     * That of a projection.
     *
     * @throws InvalidProjectionException if there is nothing that one of its handlers could handle
     */
    static Selection of(EventProjection projection, EventTypes types) {
        EventFilter own = new EventFilter(aliases(projection, types), projection.tags());
        if (projection.erasure() == null) {
            return new Selection(own, own);
        }
        Set<String> more = new HashSet<>(own.types());
        more.add(Payload.ERASED);
        return new Selection(EventFilter.ofTypes(more), own);
    }

    private static Set<String> aliases(EventProjection projection, EventTypes types) {
        if (projection.handlers().isEmpty()) {
            throw new InvalidProjectionException(
                    "Projection '%s' handles nothing.".formatted(projection.name()),
                    "Give it a handler for a type of events.");
        }
        Set<String> aliases = new HashSet<>();
        for (Handled<?> handled : projection.handlers()) {
            Set<String> known = types.aliases(handled.type());
            if (known.isEmpty()) {
                throw new InvalidProjectionException(
                        "Projection '%s' handles %s, of which nothing is among the event types."
                                .formatted(projection.name(), handled.type().getName()),
                        "Annotate it with @EventType and add it, or the sealed type above it, to the EventTypes.");
            }
            aliases.addAll(known);
        }
        return aliases;
    }

    static boolean isErasure(StoredEvent event) {
        return event.payload().type().equals(Payload.ERASED);
    }

    /** Whether the event, which the store has not left out, is for the projection. */
    boolean contains(StoredEvent event) {
        return isErasure(event) || own.passes(event);
    }
}

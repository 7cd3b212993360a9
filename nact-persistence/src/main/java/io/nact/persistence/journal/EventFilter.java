package io.nact.persistence.journal;

import java.util.Set;

/**
 * Which of all events somebody wants to read.
 *
 * @param types the aliases, as they are stored; all if there is none
 * @param tags of which an event has one at least; without one here, tags do not matter
 */
public record EventFilter(Set<String> types, Set<String> tags) {

    public EventFilter {
        types = Set.copyOf(types);
        tags = Set.copyOf(tags);
    }

    /** Every event. */
    public static EventFilter all() {
        return new EventFilter(Set.of(), Set.of());
    }

    /** Those of these types. */
    public static EventFilter ofTypes(Set<String> types) {
        return new EventFilter(types, Set.of());
    }

    /** Whether every event passes. */
    public boolean isAll() {
        return types.isEmpty() && tags.isEmpty();
    }

    /** Whether this event passes. */
    public boolean passes(StoredEvent event) {
        return (types.isEmpty() || types.contains(event.payload().type()))
                && (tags.isEmpty() || event.tags().stream().anyMatch(tags::contains));
    }
}

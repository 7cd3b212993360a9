package io.nact.persistence;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Under which types queries keep snapshots of what the events of a type have come to: whoever erases an id must know them.
 * May be used from any thread.
 */
final class QuerySnapshots {

    private final Map<String, Set<String>> types = new ConcurrentHashMap<>();

    void add(String events, String snapshots) {
        types.computeIfAbsent(events, type -> ConcurrentHashMap.newKeySet()).add(snapshots);
    }

    Set<String> of(String events) {
        return types.getOrDefault(events, Set.of());
    }
}

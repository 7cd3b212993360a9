package io.nact.persistence.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for each projection, taken before that of its row: threads of this process do not wait for one another in the
 * database, where H2 on a file has been seen to give one row to two of them.
 */
final class LocalLocks {

    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Fair, so that whoever waits to pause a busy projection gets it. */
    ReentrantLock of(String projection) {
        return locks.computeIfAbsent(projection, name -> new ReentrantLock(true));
    }
}

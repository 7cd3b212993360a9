package io.nact.persistence.jdbc;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What may be told of a storage beside its data source. Each {@code with} method answers a changed copy.
 *
 * @param tablePrefix what the names of the tables begin with, perhaps with a schema before it; the tables of another prefix are
 *     made by a script of the user's own
 * @param maxBatchEvents how many events one transaction takes at most, unless a single message has more
 * @param maxBatchBytes how many characters of JSON one transaction takes at most, unless a single message has more
 * @param writeTimeout how long a write is tried before its outcome counts as unknown; no statement, also of those that read or
 *     delete, may keep a connection waiting for longer
 * @param readThreads how many threads read, for recoveries and snapshots; each takes a connection while it does
 * @param h2Checkpoint whether each transaction on an H2 file is followed by a checkpoint, without which a crash of the JVM loses
 *     what was acknowledged in the last half second; needs the right of an administrator
 * @param commandTtl how long it is known that a command with an id has been processed, at least
 */
public record JdbcStorageOptions(
        String tablePrefix,
        int maxBatchEvents,
        long maxBatchBytes,
        Duration writeTimeout,
        int readThreads,
        boolean h2Checkpoint,
        Duration commandTtl) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    public JdbcStorageOptions {
        if (!NAME.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException(
                    "A table prefix has letters, digits, underscores and dots, not '%s'".formatted(tablePrefix));
        }
        positive("maxBatchEvents", maxBatchEvents);
        positive("maxBatchBytes", maxBatchBytes);
        positive("readThreads", readThreads);
        if (writeTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || writeTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("A write may take from %s to %s, not %s"
                    .formatted(SHORTEST_TIMEOUT, LONGEST_TIMEOUT, writeTimeout));
        }
        positive("commandTtl in milliseconds", commandTtl.toMillis());
    }

    /** Tables that begin with {@code nact_}, 500 events or 4 MB in a transaction, ten seconds for a write, four readers, a week for commands. */
    public static JdbcStorageOptions defaults() {
        return new JdbcStorageOptions("nact_", 500, 4L << 20, Duration.ofSeconds(10), 4, false, Duration.ofDays(7));
    }

    /** The same with tables whose names begin with this. */
    public JdbcStorageOptions withTablePrefix(String prefix) {
        return new JdbcStorageOptions(
                prefix, maxBatchEvents, maxBatchBytes, writeTimeout, readThreads, h2Checkpoint, commandTtl);
    }

    /** The same with at most so many events in a transaction. */
    public JdbcStorageOptions withMaxBatchEvents(int events) {
        return new JdbcStorageOptions(
                tablePrefix, events, maxBatchBytes, writeTimeout, readThreads, h2Checkpoint, commandTtl);
    }

    /** The same with at most so many characters of JSON in a transaction. */
    public JdbcStorageOptions withMaxBatchBytes(long bytes) {
        return new JdbcStorageOptions(
                tablePrefix, maxBatchEvents, bytes, writeTimeout, readThreads, h2Checkpoint, commandTtl);
    }

    /** The same with this long for a write. */
    public JdbcStorageOptions withWriteTimeout(Duration timeout) {
        return new JdbcStorageOptions(
                tablePrefix, maxBatchEvents, maxBatchBytes, timeout, readThreads, h2Checkpoint, commandTtl);
    }

    /** The same with so many readers. */
    public JdbcStorageOptions withReadThreads(int threads) {
        return new JdbcStorageOptions(
                tablePrefix, maxBatchEvents, maxBatchBytes, writeTimeout, threads, h2Checkpoint, commandTtl);
    }

    /** The same with a checkpoint after each transaction on an H2 file, if {@code checkpoint}. */
    public JdbcStorageOptions withH2Checkpoint(boolean checkpoint) {
        return new JdbcStorageOptions(
                tablePrefix, maxBatchEvents, maxBatchBytes, writeTimeout, readThreads, checkpoint, commandTtl);
    }

    /** The same with this long for a command to be known by its id. */
    public JdbcStorageOptions withCommandTtl(Duration ttl) {
        return new JdbcStorageOptions(
                tablePrefix, maxBatchEvents, maxBatchBytes, writeTimeout, readThreads, h2Checkpoint, ttl);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be positive, not %d".formatted(name, value));
        }
    }
}

package io.nact.persistence.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch until each of its writes is known to be stored, known to be refused, or given up.
 *
 * <p>What the database refuses is parted in halves until it stands alone, so that nobody pays for a neighbour. What nobody
 * knows about is read back: rows of the same writer are its own. Only then is the rest tried again, which is safe, because
 * a commit that is still on its way holds the lock row until it is done, and its key meets the second attempt.
 */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private static final long FIRST_PAUSE_MILLIS = 20;

    private static final long LONGEST_PAUSE_MILLIS = 1000;

    /** A row can look like an outage, such as one that is too large for the connection: from then on, halves. */
    private static final int ATTEMPTS_TOGETHER = 3;

    private final Attempts attempts;

    private final Breaker breaker;

    private final long timeoutNanos;

    Settlement(Attempts attempts, Breaker breaker, Duration timeout) {
        this.attempts = attempts;
        this.breaker = breaker;
        this.timeoutNanos = timeout.toNanos();
    }

    /** Answers all of them. */
    void settle(List<Write> writes) throws InterruptedException {
        List<Write> open = unanswered(writes);
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            SqlFailure failure;
            try {
                attempts.commit(open);
                open.forEach(this::stored);
                return;
            } catch (SQLException | RuntimeException thrown) {
                failure = SqlFailure.of(thrown);
                if (open.size() == 1 && failure.kind() == SqlFailure.Kind.REJECTED) {
                    reject(open.get(0), failure, thrown);
                    return;
                }
            }
            boolean known = failure.kind() != SqlFailure.Kind.UNKNOWN;
            if (open.size() > 1 && (known || attempt >= ATTEMPTS_TOGETHER)) {
                settle(open.subList(0, open.size() / 2));
                settle(open.subList(open.size() / 2, open.size()));
                return;
            }
            open = readBack(open, failure);
            if (!open.isEmpty()) {
                Thread.sleep(pause(attempt));
            }
        }
    }

    /** What is still open after a look at the tables. */
    private List<Write> readBack(List<Write> writes, SqlFailure failure) {
        List<Write> stored = List.of();
        try {
            stored = attempts.stored(writes);
            stored.forEach(this::stored);
            if (failure.kind() == SqlFailure.Kind.KEY_TAKEN) {
                writes.forEach(Write::conflict);
                breaker.succeeded();
            }
        } catch (SQLException | RuntimeException thrown) {
            LOG.debug("What became of {} writes could not be read: {}", writes.size(), SqlFailure.of(thrown));
        }
        for (Write write : writes) {
            if (write.age() > timeoutNanos) {
                giveUp(write, failure);
            }
        }
        return unanswered(writes);
    }

    private void stored(Write write) {
        write.stored();
        breaker.succeeded();
    }

    private void reject(Write write, SqlFailure failure, Exception thrown) {
        LOG.warn("The database does not take {}: {}", write.what(), failure);
        write.rejected(failure, thrown);
        breaker.succeeded();
    }

    private void giveUp(Write write, SqlFailure failure) {
        if (write.unknown("the database did not answer in time, at last with " + failure, null)) {
            breaker.failed();
        }
    }

    private static List<Write> unanswered(List<Write> writes) {
        List<Write> open = new ArrayList<>(writes);
        open.removeIf(Write::isAnswered);
        return open;
    }

    private static long pause(int attempt) {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
    }
}

package io.nact.persistence.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch until each of its writes is known to be stored, known to be refused, given up, or laid aside.
 *
 * <p>What the database refuses is parted in halves until it stands alone, so that nobody pays for a neighbour. What nobody
 * knows about is read back: rows of the same writer are its own. Only then is the rest tried again, which is safe, because
 * a commit that is still on its way holds the lock row until it is done, and its key meets the second attempt. Rows that can
 * be looked for but not written look like an outage and are none, such as one that is too large for the connection: they
 * are parted, too; and one that cannot be written even alone is laid aside, where it keeps nobody waiting, and tried now and
 * then.
 */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private static final long FIRST_PAUSE_MILLIS = 20;

    private static final long LONGEST_PAUSE_MILLIS = 1000;

    /** How long what is laid aside is left alone. */
    static final long ASIDE_MILLIS = 500;

    /** So often must a write have failed before it is laid aside. */
    private static final int FAILURES = 3;

    private final Attempts attempts;

    private final Breaker breaker;

    private final long timeoutNanos;

    private List<Group> aside = new ArrayList<>();

    private long triedAside = System.nanoTime();

    Settlement(Attempts attempts, Breaker breaker, Duration timeout) {
        this.attempts = attempts;
        this.breaker = breaker;
        this.timeoutNanos = timeout.toNanos();
    }

    /** Writes that are tried together, and how often that has failed while the database could be read. */
    private record Group(List<Write> writes, int failures) {

        boolean isAlone() {
            return writes.size() == 1;
        }

        List<Group> halves() {
            int middle = writes.size() / 2;
            return List.of(
                    new Group(writes.subList(0, middle), failures),
                    new Group(writes.subList(middle, writes.size()), failures));
        }
    }

    /**
     * Answers all of them but what it lays aside, in rounds: whoever fails waits until the others have been tried. What was laid
     * aside before is tried once, if it has been left alone for long enough. Called by one thread.
     */
    void settle(List<Write> writes) throws InterruptedException {
        List<Group> groups = new ArrayList<>(List.of(new Group(writes, 0)));
        groups.addAll(due());
        int idleRounds = 0;
        while (true) {
            int open = count(groups);
            groups = round(groups);
            if (groups.isEmpty()) {
                return;
            }
            idleRounds = count(groups) < open ? 0 : idleRounds + 1;
            Thread.sleep(pause(idleRounds));
        }
    }

    /** What is aside, if it is to be tried again; it comes back when that fails. */
    private List<Group> due() {
        long now = System.nanoTime();
        if (now - triedAside < TimeUnit.MILLISECONDS.toNanos(ASIDE_MILLIS)) {
            return List.of();
        }
        triedAside = now;
        List<Group> due = aside;
        aside = new ArrayList<>();
        return due;
    }

    /** What is to be tried again. */
    private List<Group> round(List<Group> groups) {
        List<Group> again = new ArrayList<>();
        Deque<Group> now = new ArrayDeque<>(groups);
        while (!now.isEmpty()) {
            attempt(now.pop(), now, again);
        }
        return again;
    }

    private void attempt(Group group, Deque<Group> now, List<Group> again) {
        List<Write> open = unanswered(group.writes());
        if (open.isEmpty()) {
            return;
        }
        try {
            attempts.commit(open);
            open.forEach(this::stored);
        } catch (SQLException | RuntimeException thrown) {
            SqlFailure failure = SqlFailure.of(thrown);
            boolean alone = open.size() == 1;
            if (failure.kind() == SqlFailure.Kind.UNKNOWN || alone && failure.kind() == SqlFailure.Kind.KEY_TAKEN) {
                again.addAll(readBack(new Group(open, group.failures()), failure, thrown));
            } else if (alone) {
                reject(open.get(0), failure, thrown);
            } else {
                new Group(open, group.failures()).halves().forEach(now::push);
            }
        }
    }

    /** What is still open after a look at the tables, and not laid aside. */
    private List<Group> readBack(Group group, SqlFailure failure, Exception failed) {
        boolean readable = true;
        try {
            attempts.stored(group.writes()).forEach(this::stored);
            if (failure.kind() == SqlFailure.Kind.KEY_TAKEN) {
                for (Write write : unanswered(group.writes())) {
                    answerTaken(write, failure, failed);
                }
            }
        } catch (SQLException | RuntimeException thrown) {
            readable = false;
            LOG.debug(
                    "What became of {} writes cannot be read: {}",
                    group.writes().size(),
                    SqlFailure.of(thrown));
        }
        group.writes().forEach(write -> giveUpIfLate(write, failure));
        List<Write> open = unanswered(group.writes());
        if (open.isEmpty()) {
            return List.of();
        }
        Group left = new Group(open, readable ? group.failures() + 1 : group.failures());
        if (left.isAlone() && left.failures() >= FAILURES) {
            aside.add(left);
            return List.of();
        }
        return readable && left.failures() > 1 && !left.isAlone() ? left.halves() : List.of(left);
    }

    /** Its own numbers are another's; or, after rows were brought in by hand, the next position is. */
    private void answerTaken(Write write, SqlFailure failure, Exception thrown) throws SQLException {
        if (attempts.isFree(write)) {
            LOG.error(
                    "The number of {} is free, but another key is taken: the identity of the events' positions must be set"
                            + " behind the highest position",
                    write.what());
            reject(write, failure, thrown);
        } else {
            write.conflict();
            breaker.succeeded();
        }
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

    private void giveUpIfLate(Write write, SqlFailure failure) {
        if (write.age() > timeoutNanos
                && write.unknown("the database did not answer in time, at last with " + failure)) {
            breaker.failed();
        }
    }

    private static List<Write> unanswered(List<Write> writes) {
        List<Write> open = new ArrayList<>(writes);
        open.removeIf(Write::isAnswered);
        return open;
    }

    private static int count(List<Group> groups) {
        return groups.stream().mapToInt(group -> group.writes().size()).sum();
    }

    private static long pause(int idleRounds) {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(idleRounds, 10));
    }
}

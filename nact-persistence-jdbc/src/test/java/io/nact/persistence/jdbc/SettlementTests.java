package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettlementTests {

    /** Longer than a busy machine stands still. */
    private static final Duration PATIENT = Duration.ofSeconds(3);

    private static final Duration SHORT = Duration.ofMillis(300);

    private final Breaker breaker = new Breaker(System::nanoTime);

    private final Set<Write> stored = new LinkedHashSet<>();

    private int commits;

    @Test
    void storesAllInOneCommit() throws Exception {
        List<Write> writes = writes(50);

        settle(writes, batch -> {});

        assertThat(commits).isEqualTo(1);
        assertThat(writes).allSatisfy(SettlementTests::assertStored);
    }

    @Test
    void whatTheDatabaseDoesNotTakeStandsAloneInTheEnd() throws Exception {
        List<Write> writes = writes(64);
        Write poison = writes.get(37);

        settle(writes, batch -> failIfIn(batch, poison, "22001"));

        assertThat(failureOf(poison)).isInstanceOf(PersistRejectedException.class);
        assertAllStoredBut(writes, poison);
        assertThat(commits).as("halves, not one by one").isEqualTo(13);
    }

    @Test
    void whoseNumberIsTakenHearsOfAConflict() throws Exception {
        List<Write> writes = writes(8);
        Write late = writes.get(5);

        settle(writes, batch -> failIfIn(batch, late, "23505"));

        assertThat(failureOf(late)).isInstanceOf(SequenceConflictException.class);
        assertAllStoredBut(writes, late);
    }

    @Test
    void aNumberThatTheWriterItselfHasTakenIsNoConflict() throws Exception {
        List<Write> writes = writes(8);
        stored.add(writes.get(2));

        settle(writes, batch -> failIfIn(batch, writes.get(2), "23505"));

        assertThat(writes).allSatisfy(SettlementTests::assertStored);
    }

    @Test
    void whatWasStoredBeforeTheAnswerWasLostIsNotStoredAgain() throws Exception {
        List<Write> writes = writes(3);

        settle(writes, batch -> {
            stored.addAll(batch);
            throw new SQLException("lost", "08006");
        });

        assertThat(commits).isEqualTo(1);
        assertThat(writes).allSatisfy(SettlementTests::assertStored);
    }

    @Test
    void whatWasNotStoredIsTriedAgain() throws Exception {
        List<Write> writes = writes(3);

        settle(writes, batch -> {
            if (commits == 1) {
                throw new SQLException("gone", "57P01");
            }
        });

        assertThat(commits).isEqualTo(2);
        assertThat(writes).allSatisfy(SettlementTests::assertStored);
    }

    @Test
    void anOutageEndsInAnUnknownOutcome() throws Exception {
        List<Write> writes = writes(5);

        settle(writes, SHORT, batch -> {
            throw new SQLException("gone", "08006");
        });

        assertThat(writes)
                .allSatisfy(write -> assertThat(failureOf(write))
                        .isInstanceOf(JournalUnavailableException.class)
                        .hasMessageContaining("in time, at last with java.sql.SQLException with SQLState 08006"));
        assertThat(writes.get(0).age()).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void aRowThatLooksLikeAnOutageHarmsNobodyElse() throws Exception {
        List<Write> writes = writes(16);
        Write poison = writes.get(11);

        settle(writes, batch -> failIfIn(batch, poison, "08000"));

        assertThat(failureOf(poison)).isInstanceOf(JournalUnavailableException.class);
        assertAllStoredBut(writes, poison);
    }

    @Test
    void whatCannotBeWrittenEvenAloneIsLaidAsideAndTriedAgain() throws Exception {
        List<Write> poison = writes(1);
        Settlement settlement = settlement(PATIENT.multipliedBy(10), batch -> {
            if (commits < 5) {
                throw new SQLException("secret", "08000");
            }
        });

        settlement.settle(poison);

        assertThat(poison.get(0).isAnswered()).isFalse();
        settleAllOf(poison, settlement);
        assertThat(commits).isEqualTo(5);
        assertThat(poison).allSatisfy(SettlementTests::assertStored);
    }

    @Test
    void whoHasAnAnswerIsLeftAlone() throws Exception {
        List<Write> writes = writes(3);
        writes.get(1).unknown("late");

        settle(writes, batch -> assertThat(batch).hasSize(2));

        assertThat(stored).doesNotContain(writes.get(1));
    }

    /** A commit that may fail. */
    private interface Trial {

        void commit(List<Write> writes) throws SQLException;
    }

    private void settle(List<Write> writes, Trial trial) throws InterruptedException {
        settle(writes, PATIENT, trial);
    }

    private void settle(List<Write> writes, Duration timeout, Trial trial) throws InterruptedException {
        Settlement settlement = settlement(timeout, trial);
        settlement.settle(writes);
        settleAllOf(writes, settlement);
    }

    /** As the writer does: until all have their answer. */
    private static void settleAllOf(List<Write> writes, Settlement settlement) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            settlement.settle(List.of());
            return writes.stream().allMatch(Write::isAnswered);
        });
    }

    private Settlement settlement(Duration timeout, Trial trial) {
        Attempts attempts = new Attempts() {
            @Override
            public void commit(List<Write> batch) throws SQLException {
                commits++;
                trial.commit(batch);
                stored.addAll(batch);
            }

            @Override
            public List<Write> stored(List<Write> batch) {
                List<Write> found = new ArrayList<>(batch);
                found.retainAll(stored);
                return found;
            }

            @Override
            public boolean isFree(Write write) {
                return false;
            }
        };
        return new Settlement(attempts, breaker, timeout);
    }

    private void assertAllStoredBut(List<Write> writes, Write missing) {
        assertThat(stored).hasSize(writes.size() - 1).doesNotContain(missing);
        assertThat(writes.stream().filter(write -> write != missing)).allSatisfy(SettlementTests::assertStored);
    }

    private static void failIfIn(List<Write> batch, Write write, String state) throws SQLException {
        if (batch.contains(write)) {
            throw new SQLException("secret", state);
        }
    }

    private static void assertStored(Write write) {
        assertThat(write.answer().toCompletableFuture()).isCompleted();
    }

    private static Throwable failureOf(Write write) {
        Throwable thrown =
                catchThrowable(() -> write.answer().toCompletableFuture().get());
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        assertThat(thrown.getCause().getMessage()).doesNotContain("secret");
        return thrown.getCause();
    }

    private static List<Write> writes(int count) {
        EncodedEvent event = EncodedEvent.of(new Payload("settled", 1, "\"secret\""));
        return IntStream.range(0, count)
                .<Write>mapToObj(i -> new EventWrite(
                        new EventBatch(PersistenceId.of("a", String.valueOf(i)), "writer", 1, List.of(event))))
                .toList();
    }
}

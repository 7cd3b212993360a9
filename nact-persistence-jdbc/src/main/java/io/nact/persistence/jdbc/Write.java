package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one actor waits for: stored wholly or not at all, and answered once, by whoever comes first. */
abstract sealed class Write permits EventWrite, StateWrite {

    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    private final long since = System.nanoTime();

    abstract PersistenceId id();

    /** The number that its first event, or its state, has among those of the id. */
    abstract long sequenceNr();

    /** The number of its last event, or of its state. */
    abstract long lastSequenceNr();

    /** What it comes of; null if that has no id. */
    abstract @Nullable CommandKey command();

    /** How many rows it is. */
    abstract int events();

    /** Roughly how many bytes it is. */
    abstract long size();

    /** What it is, without what is in it. */
    abstract String what();

    /** Whether the database has it, from this writer. */
    abstract boolean isStored(Connection connection, Tables tables) throws SQLException;

    /** Whether its number is free, and the next one of its id. */
    abstract boolean isNext(Connection connection, Tables tables) throws SQLException;

    final CompletionStage<Void> answer() {
        return answer.minimalCompletionStage();
    }

    /** Tells the failure that it is answered with, or null, once it is. */
    final void whenAnswered(Consumer<@Nullable Throwable> told) {
        answer.whenComplete((stored, failure) -> told.accept(failure));
    }

    final boolean isAnswered() {
        return answer.isDone();
    }

    final long age() {
        return System.nanoTime() - since;
    }

    final void stored() {
        answer.complete(null);
    }

    final void conflict() {
        answer.completeExceptionally(new SequenceConflictException(id(), sequenceNr()));
    }

    final void rejected(SqlFailure failure, Exception thrown) {
        answer.completeExceptionally(new PersistRejectedException(
                "The database does not take %s: %s".formatted(what(), failure), failure.withoutData(thrown)));
    }

    /** Answers that nobody knows. False if it had been answered before. */
    final boolean unknown(String reason) {
        return answer.completeExceptionally(
                new JournalUnavailableException("Whether %s was stored is not known: %s".formatted(what(), reason)));
    }
}

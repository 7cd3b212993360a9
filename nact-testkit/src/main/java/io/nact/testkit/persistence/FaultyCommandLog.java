package io.nact.testkit.persistence;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistenceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A log of commands that fails to order, once for each order. */
public final class FaultyCommandLog implements CommandLog {

    private final CommandLog commands;

    private final AtomicInteger failing = new AtomicInteger();

    FaultyCommandLog(CommandLog commands) {
        this.commands = commands;
    }

    /** The next time that one is looked for, or all are read, fails. */
    public void failNextFind() {
        failing.incrementAndGet();
    }

    @Override
    public CompletionStage<Optional<Long>> find(PersistenceId id, CommandKey command) {
        return unlessFailing(() -> commands.find(id, command));
    }

    @Override
    public CompletionStage<Optional<Map<CommandKey, Long>>> all(PersistenceId id, int atMost) {
        return unlessFailing(() -> commands.all(id, atMost));
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr) {
        return commands.deleteUpTo(id, sequenceNr);
    }

    private <T> CompletionStage<T> unlessFailing(Supplier<CompletionStage<T>> otherwise) {
        return failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? CompletableFuture.failedFuture(
                        new JournalUnavailableException("The commands cannot be reached, as the test told it to be"))
                : otherwise.get();
    }
}

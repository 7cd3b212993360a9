package io.nact.persistence;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.PersistenceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Which commands one actor has processed: the last ones here, all in the store. As long as those are all that there are, the
 * store need not be asked.
 */
final class ProcessedCommands {

    private static final int KEPT = 100;

    private final PersistenceId id;

    private final CommandLog log;

    private final Map<CommandKey, Long> last = new LinkedHashMap<>();

    private Extent extent = Extent.UNKNOWN;

    /** What the last ones are. */
    private enum Extent {
        UNKNOWN,
        ALL,
        SOME
    }

    /**
     * What the store knows.
     *
     * @param number the number of the command that was looked for
     * @param all all commands, if they were read and are not too many
     */
    record Found(Optional<Long> number, Optional<Map<CommandKey, Long>> all) {}

    ProcessedCommands(PersistenceId id, CommandLog log) {
        this.id = id;
        this.log = log;
    }

    /** The key of the command; null if it has no id. */
    static @Nullable CommandKey keyOf(Object message) {
        String commandId = message instanceof IdentifiedCommand identified ? identified.commandId() : null;
        return commandId == null ? null : CommandKey.of(commandId);
    }

    /** Whether the {@link #number} of the command is known without the store. */
    boolean knows(CommandKey command) {
        return extent == Extent.ALL || last.containsKey(command);
    }

    /** The number that the command led to; null if it has not been processed. */
    @Nullable
    Long number(CommandKey command) {
        return last.get(command);
    }

    /** Asks the store; what comes of it goes to {@link #found}. */
    CompletionStage<Found> find(CommandKey command) {
        return extent == Extent.UNKNOWN
                ? log.all(id, KEPT)
                        .thenCompose(all -> all.isPresent()
                                ? CompletableFuture.completedFuture(
                                        new Found(all.map(commands -> commands.get(command)), all))
                                : findOne(command))
                : findOne(command);
    }

    private CompletionStage<Found> findOne(CommandKey command) {
        return log.find(id, command).thenApply(number -> new Found(number, Optional.empty()));
    }

    /** The number that the command led to which was looked for; null if it has not been processed. */
    @Nullable
    Long found(Found found) {
        if (extent == Extent.UNKNOWN) {
            extent = found.all().isPresent() ? Extent.ALL : Extent.SOME;
            found.all().ifPresent(last::putAll);
        }
        return found.number().orElse(null);
    }

    /** It led to this number, which is stored. */
    void add(CommandKey command, long number) {
        last.put(command, number);
        if (last.size() > KEPT) {
            Iterator<Long> oldest = last.values().iterator();
            oldest.next();
            oldest.remove();
            extent = Extent.SOME;
        }
    }

    /** Knows none any more but by the store. */
    void forget() {
        last.clear();
        extent = Extent.UNKNOWN;
    }
}

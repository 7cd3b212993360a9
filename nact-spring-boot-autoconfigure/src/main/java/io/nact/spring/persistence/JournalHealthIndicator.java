package io.nact.spring.persistence;

import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.journal.PersistenceId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether persistent actors can store their events. It is down while the journal refuses writes, because several in a row
 * could not be settled. When it tries them again, or after a single one in doubt, the database is asked for something, until a
 * write has been settled: so that an instance that gets no requests does not stay down for want of a write. As long as all
 * writes are settled, the check asks nothing of the database.
 */
public final class JournalHealthIndicator extends AbstractHealthIndicator {

    private static final PersistenceId ANY = PersistenceId.of("nact", "health");

    private final JdbcStorage storage;

    private final Duration patience;

    /**
     * Of this storage.
     *
     * @param patience how long the check waits for the database, if it asks it
     */
    public JournalHealthIndicator(JdbcStorage storage, Duration patience) {
        super("The health of the journal cannot be told");
        this.storage = storage;
        this.patience = patience;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws InterruptedException {
        builder.up();
        if (!storage.isAvailable()) {
            builder.down().withDetail("journal", "refuses writes, since the database did not answer");
        } else if (storage.isInDoubt() && !answers()) {
            builder.down().withDetail("journal", "the database does not answer");
        }
        builder.withDetail("queue", storage.queued());
    }

    private boolean answers() throws InterruptedException {
        CompletableFuture<?> answer =
                storage.journal().range(ANY, Long.MAX_VALUE - 1).toCompletableFuture();
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException silent) {
            return false;
        }
    }
}

package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Storage;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of a storage's parts have in common: the storage, and ways to wait for it. */
abstract class StorageContract {

    private static final int SECONDS = 60;

    private Storage storage;

    /** A new storage, closed after the test. What other tests have left in it does no harm. */
    protected abstract Storage create();

    @BeforeEach
    void createStorage() {
        storage = create();
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    final Storage storage() {
        return storage;
    }

    /** An id that nobody has used. */
    final PersistenceId newId() {
        return PersistenceId.of("contract", UUID.randomUUID().toString());
    }

    static String newWriter() {
        return UUID.randomUUID().toString();
    }

    /** What the stage comes to, or the exception that it ends with. */
    static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PersistenceException failure) {
                throw failure;
            }
            throw new AssertionError("Failed with what is no PersistenceException", failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("No answer within %d seconds".formatted(SECONDS), late);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    static Throwable failureOf(CompletionStage<?> stage) {
        return catchThrowable(() -> result(stage));
    }
}

package io.nact.persistence.projection;

import io.nact.persistence.journal.JournalUnavailableException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a store, on a thread that may. */
final class Stages {

    private static final int LONGEST_SECONDS = 60;

    private Stages() {}

    static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new JournalUnavailableException("The journal could not be read", failed.getCause());
        } catch (TimeoutException late) {
            throw new JournalUnavailableException(
                    "The journal has not answered within %d seconds".formatted(LONGEST_SECONDS));
        }
    }
}

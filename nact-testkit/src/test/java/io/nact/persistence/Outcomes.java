package io.nact.persistence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, not for ever. */
final class Outcomes {

    private static final int SECONDS = 10;

    private Outcomes() {}

    /** What the future completes with. */
    static <T> T reply(CompletableFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("Expected a reply and got " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("Nothing came of it", e);
        }
    }

    /** What the future fails with. */
    static Throwable failure(CompletableFuture<?> future) {
        return reply(future.handle((value, cause) -> {
            if (cause == null) {
                throw new AssertionError("Expected a failure and got " + value);
            }
            return cause;
        }));
    }
}

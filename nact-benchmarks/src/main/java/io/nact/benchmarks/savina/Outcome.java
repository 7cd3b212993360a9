package io.nact.benchmarks.savina;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a program's last actor tells the thread that runs the program. */
final class Outcome {

    private static final long PATIENCE_SECONDS = 120;

    private final CompletableFuture<Long> value = new CompletableFuture<>();

    void is(long result) {
        value.complete(result);
    }

    /** Waits for it. What the actors wrote before is visible afterwards. */
    void mustBe(long expected) throws Exception {
        long result;
        try {
            result = value.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "No result after %d seconds: a message was lost, or the engine hangs".formatted(PATIENCE_SECONDS), e);
        }
        if (result != expected) {
            throw new IllegalStateException("The result is %d instead of %d".formatted(result, expected));
        }
    }
}

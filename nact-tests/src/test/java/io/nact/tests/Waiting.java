package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ObjectAssert;

/** Waits for futures, not for ever. */
final class Waiting {

    /** Far longer than anything takes that a test expects; less where much of what is waited for never comes. */
    private static final int SECONDS = Integer.getInteger("nact.tests.patience", 10);

    private Waiting() {}

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

    /** What the future fails with: the very exception, nothing taken off. */
    static Throwable failure(CompletableFuture<?> future) {
        return reply(future.handle((value, cause) -> {
            if (cause == null) {
                throw new AssertionError("Expected a failure and got " + value);
            }
            return cause;
        }));
    }

    static <T> ObjectAssert<T> assertReply(CompletableFuture<T> future) {
        return assertThatObject(reply(future));
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(CompletableFuture<?> future) {
        return assertThat(failure(future));
    }
}

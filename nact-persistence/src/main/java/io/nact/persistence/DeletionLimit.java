package io.nact.persistence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How far the events of all ids have been read by those who must not miss one, such as projections. */
@FunctionalInterface
public interface DeletionLimit {

    /** The position up to which nobody needs them any more, as things stand now. Asked on any thread, which must not wait. */
    CompletionStage<Long> position();

    /** Nobody needs them. */
    static DeletionLimit none() {
        return () -> CompletableFuture.completedFuture(Long.MAX_VALUE);
    }
}

package io.nact.engine;

import io.nact.Terminated;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Who wants to know of the end of one actor: actors that watch it, and whoever waits for a future. Guarded by its monitor. */
final class Watchers {

    private @Nullable List<Watch> watches = new ArrayList<>(2);

    private @Nullable CompletableFuture<@Nullable Void> ending;

    /** Completes when the actor has ended. */
    synchronized CompletableFuture<@Nullable Void> ending() {
        CompletableFuture<@Nullable Void> present = ending;
        if (present == null) {
            present = new CompletableFuture<>();
            ending = present;
        }
        return present;
    }

    /** That future, if somebody waits. */
    synchronized @Nullable CompletableFuture<@Nullable Void> endingIfAny() {
        return ending;
    }

    /** How many actors want to know. */
    synchronized int count() {
        return watches == null ? 0 : watches.size();
    }

    /** False if the actor has ended. */
    synchronized boolean add(Watch watch) {
        return watches != null && watches.add(watch);
    }

    synchronized void remove(Watch watch) {
        if (watches != null) {
            watches.removeIf(known -> known == watch);
        }
    }

    /** The actor has ended. */
    void tell(Terminated.Reason reason, @Nullable Throwable cause) {
        List<Watch> told = close();
        told.forEach(watch -> watch.terminated(reason, cause));
    }

    private synchronized List<Watch> close() {
        List<Watch> all = watches;
        watches = null;
        return all == null ? List.of() : all;
    }
}

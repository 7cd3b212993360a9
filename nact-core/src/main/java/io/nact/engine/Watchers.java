package io.nact.engine;

import io.nact.Terminated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who watches one actor. Guarded by its monitor. */
final class Watchers {

    private @Nullable List<Watch> watches = new ArrayList<>(2);

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

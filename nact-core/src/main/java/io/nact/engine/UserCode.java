package io.nact.engine;

import org.jspecify.annotations.Nullable;

/** A handler, or another piece of the user's. */
@FunctionalInterface
interface UserCode {

    void run() throws Throwable;

    /** Runs it; answers what it threw. */
    default @Nullable Throwable tried() {
        try {
            run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }
}

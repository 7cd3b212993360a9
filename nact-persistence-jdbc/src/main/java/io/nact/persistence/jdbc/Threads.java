package io.nact.persistence.jdbc;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no JVM alive: what they have not acknowledged, nobody counts on. */
final class Threads {

    private Threads() {}

    static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}

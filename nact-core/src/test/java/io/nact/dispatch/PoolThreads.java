package io.nact.dispatch;

import java.util.List;

/** The living threads of a dispatcher. */
final class PoolThreads {

    private PoolThreads() {}

    /** With its watchdog. */
    static List<Thread> named(String dispatcher) {
        String prefix = "nact-" + dispatcher + "-";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .filter(Thread::isAlive)
                .toList();
    }

    static List<Thread> workersOf(String dispatcher) {
        return named(dispatcher).stream().filter(Worker.class::isInstance).toList();
    }

    /** Whether so many of its workers have no desk. */
    static boolean waiting(String dispatcher, int spares) {
        return workersOf(dispatcher).stream()
                        .filter(thread -> ((Worker) thread).desk == null)
                        .count()
                == spares;
    }
}

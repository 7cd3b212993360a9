package io.nact.time;

/** Factory of schedulers. */
public final class Schedulers {

    private Schedulers() {}

    /** A scheduler on the machine's clock, with one thread of this name that keeps the JVM alive until it is closed. */
    public static Scheduler systemTime(String threadName) {
        return SystemTime.start(threadName, false);
    }

    /** A scheduler on the machine's clock, with one daemon thread of this name: the JVM may exit without closing it. */
    public static Scheduler daemonSystemTime(String threadName) {
        return SystemTime.start(threadName, true);
    }
}

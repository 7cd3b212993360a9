package io.nact.benchmarks.harness;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Ends the JVM, with the stacks of its threads, when it makes no progress: a wake-up has been lost, or all wait. */
final class Watch extends Thread {

    /** The status with which it ends the JVM. */
    static final int STALLED = 3;

    private final Duration patience;

    private volatile long progress = System.nanoTime();

    private volatile String doing = "starting";

    private volatile boolean finished;

    private Watch(Duration patience) {
        super("watch");
        this.patience = patience;
        setDaemon(true);
    }

    static Watch over(Duration patience) {
        Watch watch = new Watch(patience);
        watch.start();
        return watch;
    }

    /** There is progress: this comes next. */
    void progress(String next) {
        doing = next;
        progress = System.nanoTime();
    }

    /** There is nothing more to watch. */
    void finish() {
        finished = true;
    }

    @Override
    public void run() {
        while (System.nanoTime() - progress < patience.toNanos()) {
            if (finished) {
                return;
            }
            LockSupport.parkNanos(patience.toNanos() / 10);
        }
        report();
        Runtime.getRuntime().halt(STALLED);
    }

    private void report() {
        System.err.printf("No progress for %s in: %s%n", patience, doing);
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            System.err.printf("%n%s (%s)%n", each.getKey(), each.getKey().getState());
            for (StackTraceElement frame : each.getValue()) {
                System.err.println("    at " + frame);
            }
        }
        System.err.flush();
    }
}

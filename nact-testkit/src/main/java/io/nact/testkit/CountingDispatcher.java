package io.nact.testkit;

import io.nact.dispatch.Dispatcher;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A dispatcher that knows whether anything is left to do. */
final class CountingDispatcher implements Dispatcher {

    private final Dispatcher dispatcher;

    private final Waiting waiting;

    /** Tasks that wait or run. One that makes another counts that before it is counted out itself. */
    private final AtomicInteger tasks = new AtomicInteger();

    CountingDispatcher(Dispatcher dispatcher, Waiting waiting) {
        this.dispatcher = dispatcher;
        this.waiting = waiting;
    }

    boolean isQuiet() {
        return tasks.get() == 0;
    }

    @Override
    public void execute(Runnable task) {
        tasks.incrementAndGet();
        try {
            dispatcher.execute(() -> run(task));
        } catch (RejectedExecutionException closed) {
            ended();
            throw closed;
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            ended();
        }
    }

    private void ended() {
        if (tasks.decrementAndGet() == 0) {
            waiting.arrived();
        }
    }

    @Override
    public String name() {
        return dispatcher.name();
    }

    @Override
    public int parallelism() {
        return dispatcher.parallelism();
    }

    @Override
    public boolean mayBlock() {
        return dispatcher.mayBlock();
    }

    /** What runs elsewhere would not be counted. */
    @Override
    public boolean mayRunOnCaller() {
        return false;
    }

    @Override
    public int throughput() {
        return dispatcher.throughput();
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}

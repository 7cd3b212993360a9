package io.nact.tests;

import io.nact.dispatch.Dispatcher;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A dispatcher that has so many threads and lends none, so that a test can block all of them. */
final class FixedThreads implements Dispatcher {

    private final String name;

    private final int threads;

    private final ExecutorService executor;

    FixedThreads(String name, int threads) {
        this.name = name;
        this.threads = threads;
        AtomicInteger started = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "nact-%s-%d".formatted(name, started.getAndIncrement()));
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int parallelism() {
        return threads;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}

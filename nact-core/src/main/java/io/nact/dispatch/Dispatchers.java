package io.nact.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Factory of dispatchers. */
public final class Dispatchers {

    private static final Logger log = LoggerFactory.getLogger(Dispatchers.class);

    private static final int MOST_WORKERS = 32767; // of a ForkJoinPool

    private Dispatchers() {}

    /** A work-stealing pool with a worker per processor, at least two. */
    public static Dispatcher workStealing(String name) {
        return workStealing(name, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * A work-stealing pool of daemon threads, first in first out. Its threads have the context class loader of the thread
     * that calls this.
     *
     * @throws IllegalArgumentException if the parallelism is below one or above 32767
     */
    public static Dispatcher workStealing(String name, int parallelism) {
        if (parallelism < 1 || parallelism > MOST_WORKERS) {
            throw new IllegalArgumentException("Work-stealing dispatcher '%s' takes 1 to %d workers, not %d"
                    .formatted(name, MOST_WORKERS, parallelism));
        }
        return new WorkStealing(name, parallelism);
    }

    /** Whether this JDK has virtual threads (21 and later). */
    public static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    /**
     * A virtual thread per task, so that a turn may block.
     *
     * @throws UnsupportedOperationException on a JDK before 21
     */
    public static Dispatcher virtualThreads(String name) {
        if (!hasVirtualThreads()) {
            throw new UnsupportedOperationException(
                    "Dispatcher '%s' asks for virtual threads, which JDK %d does not have: run on JDK 21 or later, or use a work-stealing dispatcher"
                            .formatted(name, Runtime.version().feature()));
        }
        return new Virtual(name);
    }

    private static void logUncaught(Thread thread, Throwable failure) {
        log.error("A task ended {} with an exception", thread.getName(), failure);
    }

    private static final class WorkStealing implements Dispatcher {

        private final String name;

        private final ForkJoinPool pool;

        WorkStealing(String name, int parallelism) {
            this.name = name;
            AtomicInteger started = new AtomicInteger();
            ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
            this.pool = new ForkJoinPool(
                    parallelism,
                    owner -> {
                        ForkJoinWorkerThread worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
                        worker.setName("nact-%s-%d".formatted(name, started.getAndIncrement()));
                        worker.setContextClassLoader(classLoader);
                        return worker;
                    },
                    Dispatchers::logUncaught,
                    true);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int parallelism() {
            return pool.getParallelism();
        }

        @Override
        public boolean mayBlock() {
            return false;
        }

        @Override
        public void execute(Runnable task) {
            pool.execute(task);
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    /** Reached by public method handles, since the byte code is of Java 17. */
    private static final class Virtual implements Dispatcher {

        private final String name;

        private final ExecutorService threads;

        Virtual(String name) {
            this.name = name;
            this.threads = threadPerTask("nact-" + name + "-");
        }

        private static ExecutorService threadPerTask(String prefix) {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                Class<?> builderType = Class.forName("java.lang.Thread$Builder$OfVirtual");
                MethodHandle ofVirtual =
                        lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builderType));
                Object builder = ofVirtual.invoke();
                builder = lookup.findVirtual(
                                builderType, "name", MethodType.methodType(builderType, String.class, long.class))
                        .invoke(builder, prefix, 0L);
                ThreadFactory factory = (ThreadFactory)
                        lookup.findVirtual(builderType, "factory", MethodType.methodType(ThreadFactory.class))
                                .invoke(builder);
                return (ExecutorService) lookup.findStatic(
                                Executors.class,
                                "newThreadPerTaskExecutor",
                                MethodType.methodType(ExecutorService.class, ThreadFactory.class))
                        .invoke(factory);
            } catch (Throwable e) {
                throw new IllegalStateException("This JDK's virtual threads cannot be reached", e);
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int parallelism() {
            return Runtime.getRuntime().availableProcessors();
        }

        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            threads.execute(task);
        }

        @Override
        public void close() {
            threads.shutdown();
        }
    }
}

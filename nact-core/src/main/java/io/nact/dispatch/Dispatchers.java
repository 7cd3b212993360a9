package io.nact.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Factory of dispatchers. */
public final class Dispatchers {

    private static final int MOST_WORKERS = 32767;

    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

    private Dispatchers() {}

    /** A work-stealing pool with a worker per processor, at least two. */
    public static Dispatcher workStealing(String name) {
        return workStealing(name, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * A work-stealing pool of daemon threads. A task that a task submits runs next on the same thread, unless another
     * thread is free before; else first in first out, roughly. Its threads have the context class loader of the thread that
     * calls this. A task that blocks for long has another thread lent in its place, for up to 256 of them, after some
     * milliseconds; so it may, but should not.
     *
     * @throws IllegalArgumentException if the parallelism is below one or above 32767
     */
    public static Dispatcher workStealing(String name, int parallelism) {
        if (parallelism < 1 || parallelism > MOST_WORKERS) {
            throw new IllegalArgumentException("Work-stealing dispatcher '%s' takes 1 to %d workers, not %d"
                    .formatted(name, MOST_WORKERS, parallelism));
        }
        return new WorkerPool(name, parallelism);
    }

    /** Whether this JDK has virtual threads (21 and later). */
    public static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    /** Whether the thread is a virtual one. */
    public static boolean isVirtual(Thread thread) {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw new IllegalStateException("This JDK's virtual threads cannot be told from others", e);
        }
    }

    /** Null if there are none. */
    private static @Nullable MethodHandle isVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException none) {
            return null;
        }
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

package io.nact.benchmarks.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/** The JDK's virtual threads, reached by public method handles since the byte code is of Java 17. */
final class VirtualThreads {

    private VirtualThreads() {}

    static ThreadFactory factory() {
        try {
            Lookup lookup = MethodHandles.publicLookup();
            Class<?> builderType = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object builder = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builderType))
                    .invoke();
            return (ThreadFactory)
                    lookup.findVirtual(builderType, "factory", MethodType.methodType(ThreadFactory.class))
                            .invoke(builder);
        } catch (Throwable e) {
            throw new IllegalStateException("The virtual threads of this JDK cannot be reached", e);
        }
    }
}

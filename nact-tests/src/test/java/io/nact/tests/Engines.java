package io.nact.tests;

import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import java.util.stream.Stream;

/** The kinds of dispatcher on which the same promises hold. */
enum Engines {
    POOL {
        @Override
        Dispatcher dispatcher(String name) {
            return Dispatchers.workStealing(name, PARALLELISM);
        }
    },
    VIRTUAL_THREADS {
        @Override
        Dispatcher dispatcher(String name) {
            return Dispatchers.virtualThreads(name);
        }
    };

    /** Enough for the few turns that a test blocks on purpose. */
    static final int PARALLELISM = 6;

    abstract Dispatcher dispatcher(String name);

    /** Those that this JDK has. */
    static Stream<Engines> available() {
        return Stream.of(values()).filter(engine -> engine == POOL || Dispatchers.hasVirtualThreads());
    }
}

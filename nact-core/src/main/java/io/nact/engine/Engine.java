package io.nact.engine;

import io.nact.ActorSystem;
import io.nact.SystemOptions;

/** The door of the engine room. */
public final class Engine {

    private Engine() {}

    /** A system that has not started. */
    public static ActorSystem create(String name, SystemOptions options) {
        return new LocalSystem(name, options);
    }
}

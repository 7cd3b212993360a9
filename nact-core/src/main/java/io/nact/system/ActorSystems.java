package io.nact.system;

import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.engine.Engine;

/** Factory of actor systems. */
public final class ActorSystems {

    private ActorSystems() {}

    /** A started system with {@linkplain SystemOptions#defaults() the defaults}. It keeps the JVM alive until it is stopped. */
    public static ActorSystem start(String name) {
        return start(name, SystemOptions.defaults());
    }

    /** A started system. It keeps the JVM alive until it is stopped. */
    public static ActorSystem start(String name, SystemOptions options) {
        ActorSystem system = create(name, options);
        system.start();
        return system;
    }

    /** A system whose actors take no turn before {@link ActorSystem#start()}; what they are told waits. */
    public static ActorSystem create(String name, SystemOptions options) {
        return Engine.create(name, options);
    }
}

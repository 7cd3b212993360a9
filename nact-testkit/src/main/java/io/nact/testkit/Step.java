package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.path.ActorPath;

/**
 * Something that a simulation may do next.
 *
 * @param who an actor, a piece of outside code: what steps belong together
 * @param name what a trace calls it
 */
record Step(Object who, String name, Runnable code) {

    private static final Object CONTINUATIONS = new Object();

    /** What the dispatcher was given: an actor to run, or what follows the end of something. */
    static Step of(Runnable task) {
        return task instanceof ActorRef<?> actor
                ? new Step(actor, name(actor.path()), task)
                : new Step(CONTINUATIONS, "a continuation", task);
    }

    /** A path without the system that all have in common. */
    static String name(ActorPath path) {
        String names = String.join("/", path.elements());
        return names.isEmpty() ? "the root" : names;
    }
}

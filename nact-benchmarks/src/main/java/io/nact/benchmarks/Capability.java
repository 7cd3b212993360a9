package io.nact.benchmarks;

/** What some programs need and not every library has. */
public enum Capability {
    /** The engine is a {@link BoundedEngine}. */
    BOUNDED,
    /** The engine is an {@link EntityEngine}. */
    ENTITIES
}

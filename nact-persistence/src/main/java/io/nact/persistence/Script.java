package io.nact.persistence;

import io.nact.ActorContext;

/** What a persistent actor does, whichever way it was written. Immutable; one serves any number of actors. */
interface Script<M, S> {

    /** The state before anything has happened to this id. */
    S initial(String id);

    /** The state after something that is stored. */
    S replay(S state, Object event, HeldContext<M> context) throws Exception;

    /** What a message comes to. */
    Step<S> handle(S state, M message, HeldContext<M> context) throws Exception;

    /** What a command comes to that has been processed before: nothing that is stored. */
    Step<S> repeat(S state, Duplicate<M> duplicate, HeldContext<M> context) throws Exception;

    /** The actor has its state back. */
    void recovered(S state, ActorContext<M> context) throws Exception;
}

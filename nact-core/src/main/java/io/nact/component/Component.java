package io.nact.component;

import io.nact.ActorContext;
import io.nact.Behavior;

/**
 * What the {@link io.nact.Receive} methods of a class make of it: its protocol, and a behaviour whose state is an
 * instance of the class.
 *
 * @param <M> the protocol
 */
public final class Component<M> {

    /** The type of the messages. */
    public Class<M> protocol() {
        throw new UnsupportedOperationException();
    }

    /**
     * The behaviour of actors that are instances of the class, one instance per life. An exception that an asker
     * received is its reply and no crash; any other one resumes, an error resets, a failed start backs off.
     */
    public Behavior<M> behavior(Instances instances) {
        throw new UnsupportedOperationException();
    }

    /** Makes and destroys the instances, in the actor's turn. */
    public interface Instances {

        /**
         * A new instance.
         *
         * @throws Exception any; a failed start is a crash
         */
        Object create(ActorContext<?> context) throws Exception;

        /** An instance's life has ended, by a reset or a stop. */
        default void destroy(Object instance) {}
    }
}

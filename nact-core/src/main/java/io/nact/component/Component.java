package io.nact.component;

import io.nact.ActorContext;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Incarnation;
import java.util.List;

/**
 * What the {@link io.nact.Receive} methods of a class make of it: its protocol, and a behaviour whose state is an
 * instance of the class. Immutable; a class whose handlers break a rule has none.
 *
 * @param <M> the protocol
 */
public final class Component<M> {

    private final Class<?> type;

    private final Class<M> protocol;

    private final Coverage coverage;

    private final Routes routes;

    private Component(Class<?> type, Class<M> protocol, Handlers handlers) {
        HandlerRules.check(type, protocol, handlers);
        this.type = type;
        this.protocol = protocol;
        this.coverage = new Coverage(type, handlers.messages());
        this.routes = new Routes(handlers);
    }

    /**
     * The component that a class is. Its protocol is its one message type, or the closest sealed type common to all.
     *
     * @throws InvalidComponentException if the handlers break a rule, or have no single protocol
     */
    public static Component<?> of(Class<?> type) {
        return of(type, List.of());
    }

    /** {@link #of(Class)} with further types of return values that stand for a stage. */
    public static Component<?> of(Class<?> type, List<ReplyAdapter> adapters) {
        Handlers handlers = Handlers.of(type, adapters);
        return new Component<>(type, ProtocolFinder.find(type, handlers.messages()), handlers);
    }

    /**
     * The component that a class is, with the protocol that it was given.
     *
     * @throws InvalidComponentException if the handlers break a rule, or one of them takes a message outside the
     *     protocol
     */
    public static <M> Component<M> of(Class<?> type, Class<M> protocol) {
        return of(type, protocol, List.of());
    }

    /** {@link #of(Class, Class)} with further types of return values that stand for a stage. */
    public static <M> Component<M> of(Class<?> type, Class<M> protocol, List<ReplyAdapter> adapters) {
        Handlers handlers = Handlers.of(type, adapters);
        ProtocolFinder.requireWithin(protocol, type, handlers.messages());
        return new Component<>(type, protocol, handlers);
    }

    /** The class. */
    public Class<?> type() {
        return type;
    }

    /** The type of the messages. */
    public Class<M> protocol() {
        return protocol;
    }

    /** The messages of a type, which may be outside the protocol, that have no handler: of a sealed type its leaves. */
    public List<Class<?>> unhandled(Class<?> messages) {
        return coverage.unhandled(messages);
    }

    /**
     * The behaviour of actors that are instances of the class, one instance per life. An exception that an asker
     * received is its reply and no crash; any other one resumes, an error resets, a failed start backs off.
     * Where it passivates when idle, as an entity does, a failed start ends the actor, whatever the policy.
     */
    public Behavior<M> behavior(Instances instances) {
        return Behaviors.incarnated(protocol, context -> start(instances, context))
                .exceptionsAreReplies()
                .onCrash(new ComponentPolicy());
    }

    private Incarnation<M> start(Instances instances, ActorContext<M> context) throws Exception {
        Object instance = instances.create(context);
        if (!type.isInstance(instance)) {
            throw new IllegalStateException(
                    "%s was made for component %s, which it does not extend; use a class proxy, not an interface proxy"
                            .formatted(instance.getClass().getName(), type.getName()));
        }
        return new ComponentIncarnation<>(routes, instances, instance);
    }

    /** Makes and destroys the instances, in the actor's turn. */
    public interface Instances {

        /**
         * A new instance of the component's class, or of a subclass such as a proxy.
         *
         * @throws Exception any; a failed start is a crash
         */
        Object create(ActorContext<?> context) throws Exception;

        /** An instance's life has ended, by a reset or a stop. */
        default void destroy(Object instance) {}
    }
}

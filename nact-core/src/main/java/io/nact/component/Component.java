package io.nact.component;

import io.nact.ActorContext;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Incarnation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    private final Set<Class<?>> beside;

    private final List<Job> jobs;

    private Component(Class<?> type, Class<M> protocol, Handlers handlers) {
        HandlerRules.check(type, protocol, handlers);
        this.type = type;
        this.protocol = protocol;
        this.coverage = new Coverage(type, handlers.messages());
        this.routes = new Routes(handlers);
        this.beside = handlers.beside().stream().map(Handler::messageClass).collect(Collectors.toUnmodifiableSet());
        this.jobs = handlers.jobs();
    }

    /**
     * The component that a class is. Its protocol is its one message type, or the closest sealed type common to all.
     *
     * @throws InvalidComponentException if the handlers break a rule, or have no single protocol
     */
    public static Component<?> of(Class<?> type) {
        return of(type, HandlerOptions.defaults());
    }

    /** {@link #of(Class)} with handlers read so. */
    public static Component<?> of(Class<?> type, HandlerOptions options) {
        Handlers handlers = Handlers.of(type, options);
        return new Component<>(type, ProtocolFinder.find(type, handlers.messages()), handlers);
    }

    /**
     * The component that a class is, with the protocol that it was given.
     *
     * @throws InvalidComponentException if the handlers break a rule, or one of them takes a message outside the
     *     protocol
     */
    public static <M> Component<M> of(Class<?> type, Class<M> protocol) {
        return of(type, protocol, HandlerOptions.defaults());
    }

    /** {@link #of(Class, Class)} with handlers read so. */
    public static <M> Component<M> of(Class<?> type, Class<M> protocol, HandlerOptions options) {
        Handlers handlers = Handlers.of(type, options);
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
                .describedAs("the component " + type.getName())
                .alsoTakes(beside)
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
        jobs.forEach(job -> ComponentIncarnation.start(job, job.schedule().first(), context));
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

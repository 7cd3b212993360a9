package io.nact.spring;

import io.nact.supervision.SupervisionPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a class whose {@link io.nact.Receive} methods make an actor.
 *
 * <p>The application context spawns it when it starts, and has a bean of type {@link io.nact.ActorRef} under the actor's
 * name: that is what other beans inject. The instance itself is made by Spring in the actor's own turn, anew after each
 * reset, and is no candidate for injection.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
public @interface Actor {

    /** The actor's name, which is also the name of the bean; unless told, the name that Spring gives a component. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String value() default "";

    /** The same as {@link #value}. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String name() default "";

    /** The type of the messages; unless told, what the handlers have in common. */
    Class<?> protocol() default void.class;

    /**
     * Decides about crashes: the bean of this class, or an instance made for this actor if there is none. Unless told,
     * an exception resumes, an error resets, and a failed start backs off.
     */
    Class<? extends SupervisionPolicy> supervision() default SupervisionPolicy.class;

    /**
     * The name of the dispatcher on which the actor takes its turns, one of those under {@code nact.dispatchers}; unless
     * told, the system's. {@code nact.actors.<name>.dispatcher} goes first.
     */
    String dispatcher() default "";
}

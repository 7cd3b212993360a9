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
 * Marks a class whose {@link io.nact.Receive} methods make a kind of entity: one actor per id, spawned by the first
 * message for its id and passivated when it has been idle.
 *
 * <p>The application context has a bean of type {@link io.nact.Entities} under the kind's name: that is what other beans
 * inject. Each instance is made by Spring in its entity's own turn; it learns its id by {@link EntityId}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
public @interface EntityActor {

    /** The kind's name, which is also the name of the bean; unless told, the name that Spring gives a component. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String value() default "";

    /** The same as {@link #value}. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String name() default "";

    /** The type of the messages; unless told, what the handlers have in common. */
    Class<?> protocol() default void.class;

    /**
     * Decides about crashes: the bean of this class, or an instance made for this kind if there is none. Unless told,
     * an exception resumes and an error resets. Not asked about a failed start: that ends the entity, those who asked
     * get the cause, and the next message tries again.
     */
    Class<? extends SupervisionPolicy> supervision() default SupervisionPolicy.class;

    /**
     * The name of the dispatcher on which its entities take their turns, one of those under {@code nact.dispatchers}; unless
     * told, the system's. {@code nact.actors.<name>.dispatcher} goes first.
     */
    String dispatcher() default "";
}

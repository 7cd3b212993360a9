package io.nact.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks the method that removes what a {@link Projection} of the same class has made of the events of an id whose data have been
 * erased. The method takes the {@link io.nact.persistence.journal.PersistenceId} and, if it wants it, the
 * {@link io.nact.persistence.journal.ProjectionTransaction}; it is called in the order of the events.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Reflective
public @interface OnErased {

    /** The name of the projection; unless told, all of the class. */
    String value() default "";
}

package io.nact.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks the method that removes all that a {@link Projection} of the same class has made, before it begins anew with the first
 * event: in the transaction in which its position goes back. The method takes nothing, or the
 * {@link io.nact.persistence.journal.ProjectionTransaction}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Reflective
public @interface OnReset {

    /** The name of the projection; unless told, all of the class. */
    String value() default "";
}

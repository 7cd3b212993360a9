package io.nact.spring;

import io.nact.persistence.projection.FailurePolicy;
import io.nact.persistence.projection.ProjectionMode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Has methods of a bean handle stored events, of whatever actors, and so keep up what is made of them, such as a table.
 *
 * <pre>{@code
 * @Component
 * class Balances {
 *
 *     @Projection("balances")
 *     void withdrawn(Withdrawn event, EventMetadata metadata) {
 *         jdbc.sql("update balance set …").update();
 *     }
 *
 *     @OnReset
 *     void clear() {
 *         jdbc.sql("delete from balance").update();
 *     }
 * }
 * }</pre>
 *
 * <p>A method takes an event, and whatever it wants of {@link io.nact.persistence.projection.EventMetadata} and
 * {@link io.nact.persistence.journal.ProjectionTransaction}; it returns nothing. Those of one name are one projection, which
 * hands them one event after the other, in the order in which they were stored, in a transaction in which its position is
 * stored, too. On a class, the annotation makes a bean of it, and says what holds for all its methods, whose own annotation
 * says nothing then.
 *
 * <p>It needs the module nact-persistence.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Component
@Reflective
public @interface Projection {

    /** The name, under which the position is kept: another name is another projection, which begins anew. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String value() default "";

    /** Whether handlers write in the transaction in which the position is stored, or do things that have none. */
    ProjectionMode mode() default ProjectionMode.EXACTLY_ONCE;

    /** What is done in the end with an event that cannot be handled. */
    FailurePolicy.Then onFailure() default FailurePolicy.Then.STOP;

    /** Tags of which an event has one at least; unless told, tags do not matter. */
    String[] tags() default {};

    /** Whether it begins after the events that there are when it is started for the first time ever. */
    boolean fromNow() default false;
}

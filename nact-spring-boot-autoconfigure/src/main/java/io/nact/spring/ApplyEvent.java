package io.nact.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an {@link EventSourcedActor} that takes the state and an event, and returns the state after it. It runs
 * when the event is decided, and again in each recovery: it depends on nothing but its parameters, and does nothing else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApplyEvent {

    /** The tags that these events are stored with, for projections to choose by. */
    String[] tags() default {};
}

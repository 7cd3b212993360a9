package io.nact.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * Has a method of an {@link Actor} run again and again: each time in a turn of the actor, as a message of its own, which
 * goes before those that wait. The method takes nothing or the {@link io.nact.ActorContext}, and returns nothing or a
 * stage.
 *
 * <p>Either an interval or a cron expression says when; each value may have placeholders for properties, and {@code -}
 * switches the method off. However long the method takes, or has to wait for its turn, it is due once at a time. A reset
 * begins anew.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Every {

    /** The value of a method that is not to run. */
    String OFF = "-";

    /** The same as {@link #interval}. */
    @AliasFor("interval")
    String value() default "";

    /** The time from one begin of the method to the next, such as {@code 10s} or {@code PT10S}. */
    @AliasFor("value")
    String interval() default "";

    /** The time from the start of the actor to the first begin of the method; unless told, the interval. */
    String initialDelay() default "";

    /** When to run, as an expression of Spring's: second, minute, hour, day of month, month, day of week. */
    String cron() default "";

    /** The time zone of the cron expression; unless told, the machine's. */
    String zone() default "";
}

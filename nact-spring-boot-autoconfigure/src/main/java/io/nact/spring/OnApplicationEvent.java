package io.nact.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a {@link io.nact.Receive} method of an {@link Actor} handle the application events of its parameter's type, be they
 * {@link org.springframework.context.ApplicationEvent}s or any other objects. Each comes through the actor's mailbox, like
 * a message that the publisher told; the publisher does not wait. The type is no part of the actor's protocol.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnApplicationEvent {

    /** When the actor is told, if the event is published in a transaction. */
    EventPhase phase() default EventPhase.IMMEDIATE;
}

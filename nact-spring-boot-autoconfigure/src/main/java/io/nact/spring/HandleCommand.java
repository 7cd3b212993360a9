package io.nact.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an {@link EventSourcedActor} that decides about a command. It takes the state and the command, and after
 * these, if it likes, {@code Decisions} and {@link io.nact.ActorContext}; it changes nothing itself. It returns
 *
 * <ul>
 *   <li>a {@code Decision}, which the {@code Decisions} make: for whatever a command may come to;
 *   <li>for a request, its reply: nothing is stored;
 *   <li>for a command that asks for no reply, or only whether it has been handled, the event to store; or an
 *       {@link java.util.Optional} or a {@link java.util.Collection} of events, which are stored all or none; or nothing.
 * </ul>
 *
 * <p>What it does to others through the context is held back until the events are stored, and dropped if they are not. An
 * exception that it throws is the answer of whoever asked; nothing is stored then. A transaction of its own ends before
 * anything is stored.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HandleCommand {}

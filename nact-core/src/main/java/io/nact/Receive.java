package io.nact;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as the handler of one type of message.
 *
 * <p>The method takes the message and, if it likes, the {@link ActorContext}. It returns nothing, the reply to a {@link
 * Request}, or a {@link java.util.concurrent.CompletionStage} of it. Of a stage the actor waits for the end before it
 * takes its next message. What the method throws, or its stage fails with, is the asker's exception.
 *
 * <p>A method for {@link Terminated} takes the news of the actors that this one {@linkplain ActorContext#watch watches}. It
 * returns nothing or a stage, and the protocol is that of the other methods: nobody sends such news.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Receive {

    /**
     * Whether the actor takes its next message at once instead of waiting for the returned stage. The stage still
     * answers the asker, but what is chained to it runs outside the actor's turn: it comes back to the actor's state
     * only by {@link ActorContext#pipeToSelf}.
     */
    boolean reentrant() default false;
}

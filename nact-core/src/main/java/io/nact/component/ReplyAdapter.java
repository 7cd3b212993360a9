package io.nact.component;

import java.util.concurrent.CompletionStage;

/**
 * Lets handlers return a further type in the place of a {@link CompletionStage}. The first type argument of what they
 * return is the type of the reply.
 */
public interface ReplyAdapter {

    /** Whether this type stands for a stage. Asked at start-up, once per handler. */
    boolean supports(Class<?> returnType);

    /** The stage of what a handler returned; called in the actor's turn. */
    CompletionStage<?> toStage(Object returned);
}

package io.nact.tests;

import io.nact.ActorContext;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.StatefulBehavior;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A message that brings its own handling, so that a test reads in one place what is sent and what the turn does.
 *
 * @param <R> the type of the reply
 */
record Script<R>(Action<R> action) implements Request<R> {

    @SuppressWarnings("unchecked") // the class of a generic type
    private static final Class<Script<?>> TYPE = (Class<Script<?>>) (Class<?>) Script.class;

    /** What the turn does. */
    interface Action<R> {

        /** A stage for which the turn waits, or null. */
        CompletionStage<?> run(Script<R> request, ActorContext<Script<?>> context) throws Exception;
    }

    /** What a turn does that is over when this returns. */
    interface Step {

        void run(ActorContext<Script<?>> context) throws Exception;
    }

    /** What a turn replies. */
    interface Answer<R> {

        R from(ActorContext<Script<?>> context) throws Exception;
    }

    /** A turn that does this. */
    static Script<Object> run(Step step) {
        return new Script<>((request, context) -> {
            step.run(context);
            return null;
        });
    }

    /** A turn that replies this. */
    static <R> Script<R> reply(Answer<R> answer) {
        return new Script<>((request, context) -> {
            context.replyTo(request).reply(answer.from(context));
            return null;
        });
    }

    /** A turn that waits for the stage. */
    static <R> Script<R> async(Action<R> action) {
        return new Script<>(action);
    }

    /** An actor that follows scripts and whose state is how many it followed to their end. */
    static StatefulBehavior<Integer, Script<?>> actor() {
        return Behaviors.statefulFromAsync(
                TYPE,
                context -> 0,
                (count, script, context) -> follow(script, context).thenApply(whatever -> count + 1));
    }

    /** Does what the script says; for actors that do something beside. */
    static CompletionStage<?> follow(Script<?> script, ActorContext<Script<?>> context) throws Exception {
        CompletionStage<?> stage = script.follow(context);
        return stage == null ? CompletableFuture.completedFuture(null) : stage;
    }

    /** The same with turns that end when their handler does. */
    static StatefulBehavior<Integer, Script<?>> syncActor() {
        return Behaviors.stateful(TYPE, 0, (count, script, context) -> {
            script.follow(context);
            return count + 1;
        });
    }

    private CompletionStage<?> follow(ActorContext<Script<?>> context) throws Exception {
        return action.run(this, context);
    }
}

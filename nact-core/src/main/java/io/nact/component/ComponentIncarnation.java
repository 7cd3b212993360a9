package io.nact.component;

import io.nact.ActorContext;
import io.nact.Incarnation;
import io.nact.Request;
import io.nact.Terminated;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One life of a component: the instance, and the turn that waits for a stage. */
final class ComponentIncarnation<M> implements Incarnation<M> {

    private final Routes routes;

    private final Component.Instances instances;

    private final Object instance;

    private @Nullable Object pending;

    private Answer pendingAnswer = Answer.NONE;

    ComponentIncarnation(Routes routes, Component.Instances instances, Object instance) {
        this.routes = routes;
        this.instances = instances;
        this.instance = instance;
    }

    @Override
    public @Nullable CompletionStage<?> receive(M message, ActorContext<M> context) throws Exception {
        if (message instanceof Job job) {
            start(job, job.schedule().next(), context);
            return handle(job.route(), job, context);
        }
        Route route = routes.to(message);
        if (route == null) {
            context.unhandled();
            return null;
        }
        return handle(route, message, context);
    }

    /** Has the job come when it is due. */
    @SuppressWarnings("unchecked") // a timer's message is handled here whatever its type
    static void start(Job job, Duration delay, ActorContext<?> context) {
        ((ActorContext<Object>) context).timers().startSingle(job, job, delay);
    }

    @Override
    public @Nullable CompletionStage<?> terminated(Terminated news, ActorContext<M> context) throws Exception {
        Route route = routes.ofNews();
        return route == null ? Incarnation.super.terminated(news, context) : handle(route, news, context);
    }

    private @Nullable CompletionStage<?> handle(Route route, Object message, ActorContext<M> context) throws Exception {
        Handler handler = route.handler();
        Object result = handler.invoke(instance, message, context);
        ReplyAdapter stages = handler.returned().stages();
        if (stages == null) {
            answer(route.answer(), message, result, context);
            return null;
        }
        CompletionStage<?> stage = handler.stage(stages, result);
        if (handler.reentrant()) {
            ReentrantTurn.of(route, message, context).endWith(stage);
            return null;
        }
        pending = message;
        pendingAnswer = route.answer();
        return stage;
    }

    @Override
    public @Nullable CompletionStage<?> resumed(
            @Nullable Object value, @Nullable Throwable failure, ActorContext<M> context) throws Exception {
        Object message = pending;
        pending = null;
        if (failure != null) {
            Incarnation.super.resumed(value, failure, context);
        }
        if (message != null) {
            answer(pendingAnswer, message, value, context);
        }
        return null;
    }

    @SuppressWarnings("unchecked") // checked at start-up as far as the types are known
    private void answer(Answer answer, Object message, @Nullable Object value, ActorContext<M> context) {
        if (answer.isDue()) {
            answer.give(context.replyTo((Request<@Nullable Object>) message), value);
        }
    }

    @Override
    public void reset(ActorContext<M> context) {
        instances.destroy(instance);
    }

    @Override
    public void stopped(ActorContext<M> context) {
        instances.destroy(instance);
    }
}

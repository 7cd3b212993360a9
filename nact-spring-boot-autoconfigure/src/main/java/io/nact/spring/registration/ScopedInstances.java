package io.nact.spring.registration;

import io.nact.ActorContext;
import io.nact.component.Component;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;

/** The instances behind one declared actor, or behind all entities of a kind: beans of the scope "actor". */
final class ScopedInstances implements Component.Instances {

    private final BeanFactory beans;

    private final ActorScope scope;

    private final Declaration.OfComponent declaration;

    private final String bean;

    private final CompletableFuture<Void> first = new CompletableFuture<>();

    ScopedInstances(BeanFactory beans, ActorScope scope, Declaration.OfComponent declaration) {
        this.beans = beans;
        this.scope = scope;
        this.declaration = declaration;
        this.bean = declaration.source();
    }

    /** Completes when the first instance has been made, or could not be. */
    CompletableFuture<Void> first() {
        return first;
    }

    @Override
    public Object create(ActorContext<?> context) throws Exception {
        try {
            String id = declaration.entity() ? context.name() : null;
            Object instance = scope.create(bean, id, () -> beans.getBean(bean));
            if (!first.isDone()) {
                ProxyRule.check(declaration, instance);
                first.complete(null);
            }
            return instance;
        } catch (BeanCreationException e) {
            first.completeExceptionally(e);
            throw own(e);
        } catch (RuntimeException | Error e) {
            first.completeExceptionally(e);
            throw e;
        }
    }

    @Override
    public void destroy(Object instance) {
        scope.destroy(instance);
    }

    /** What the class itself threw while it was constructed or initialized, if it did: that is what a policy decides about. */
    private Exception own(BeanCreationException e) {
        Throwable cause = e.getCause();
        if (cause instanceof BeanInstantiationException) {
            cause = cause.getCause();
        }
        if (!bean.equals(e.getBeanName()) || cause instanceof BeansException) {
            return e;
        }
        return raise(cause, e);
    }

    private static Exception raise(@Nullable Throwable cause, BeanCreationException e) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : e;
    }
}

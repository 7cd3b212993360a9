package io.nact.spring.registration;

import io.nact.ActorContext;
import io.nact.component.Component;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;

/** The instances behind one declared actor, or behind all entities of a kind: beans of the scope "actor". */
final class ScopedInstances implements Component.Instances {

    private final BeanFactory beans;

    private final ActorScope scope;

    private final Declaration.OfComponent declaration;

    private final String bean;

    private final CompletableFuture<Void> first = new CompletableFuture<>();

    /** The classes of instances that keep to the {@link ProxyRule}: the actor's own, or the proxy's. */
    private final Set<Class<?>> sound = ConcurrentHashMap.newKeySet();

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
            requireSound(instance);
            if (!first.isDone()) {
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

    private void requireSound(Object instance) {
        if (sound.contains(instance.getClass())) {
            return;
        }
        try {
            ProxyRule.check(declaration, instance);
        } catch (ActorBeanException e) {
            scope.destroy(instance); // nobody else will: it never came to life
            throw e;
        }
        sound.add(instance.getClass());
    }

    @Override
    public void destroy(Object instance) {
        scope.destroy(instance);
    }

    /** What a policy decides about: what the class itself threw, or else what Spring says. */
    private Exception own(BeanCreationException e) {
        Throwable own = OwnFailure.of(bean, e);
        if (own instanceof Error error) {
            throw error;
        }
        return own instanceof Exception exception ? exception : e;
    }
}

package io.nact.spring.registration;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts with actors. */
final class ActorContexts {

    private ActorContexts() {}

    static ApplicationContextRunner with(Class<?>... classes) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class))
                .withUserConfiguration(classes);
    }

    /** The reference of this name; the type of its messages is what the caller says. */
    @SuppressWarnings("unchecked")
    static <M> ActorRef<M> ref(BeanFactory context, String name) {
        return context.getBean(name, ActorRef.class);
    }

    /** {@link #ref} for a kind of entity. */
    @SuppressWarnings("unchecked")
    static <M> Entities<M> entities(BeanFactory context, String name) {
        return context.getBean(name, Entities.class);
    }
}

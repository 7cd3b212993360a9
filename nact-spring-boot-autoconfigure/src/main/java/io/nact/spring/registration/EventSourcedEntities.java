package io.nact.spring.registration;

import io.nact.Behavior;
import io.nact.persistence.Persistence;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Makes the behaviour of event-sourced entities, all of which are handled by the one bean of their class. */
record EventSourcedEntities(ConfigurableListableBeanFactory beans) {

    Behavior<?> behavior(Declaration.OfEventSourced declaration) {
        Persistence persistence = beans.getBeanProvider(Persistence.class).getIfAvailable();
        if (persistence == null) {
            throw new ActorBeanException(
                    "'%s' (%s) keeps its state by events, but there is no bean of type Persistence."
                            .formatted(declaration.name(), declaration.type().getName()),
                    "Do not exclude NactPersistenceAutoConfiguration, or declare a bean by Persistence.of(storage, types).");
        }
        Object bean = beans.getBean(declaration.source());
        ProxyRule.check(declaration, bean);
        return declaration.handlers().behavior(persistence, bean);
    }
}

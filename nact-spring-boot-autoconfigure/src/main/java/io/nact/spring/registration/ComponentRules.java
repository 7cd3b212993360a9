package io.nact.spring.registration;

import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StringUtils;

/** What holds for the class of an actor beside the rules for its handlers. */
final class ComponentRules {

    private ComponentRules() {}

    static void check(String name, Class<?> type, BeanDefinition definition) {
        MergedAnnotations annotations = MergedAnnotations.from(type);
        if (annotations.isPresent(Actor.class) && annotations.isPresent(EntityActor.class)) {
            throw new ActorBeanException(
                    "%s is annotated with both @Actor and @EntityActor.".formatted(type.getName()),
                    "Keep @Actor for one actor, or @EntityActor for one actor per id.");
        }
        if (StringUtils.hasLength(definition.getScope()) && !definition.isSingleton()) {
            throw new ActorBeanException(
                    "Actor '%s' (%s) has the scope '%s'.".formatted(name, type.getName(), definition.getScope()),
                    "Remove the scope: an instance lives as long as the actor's life, from its start or reset to the next.");
        }
        if (annotations.isPresent(Actor.class) && EntityIdRule.takesId(type)) {
            throw new ActorBeanException(
                    "A constructor of actor '%s' (%s) takes an @EntityId, but an @Actor is one actor without an id."
                            .formatted(name, type.getName()),
                    "Annotate the class with @EntityActor, or remove the parameter.");
        }
        ForeignThreads.check(name, type);
        EventRules.check(name, type);
        StageRule.check(name, type);
    }
}

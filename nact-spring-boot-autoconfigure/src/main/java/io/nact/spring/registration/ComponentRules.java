package io.nact.spring.registration;

import io.nact.spring.Actor;
import io.nact.spring.EventSourcedActor;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StringUtils;

/** What holds for the class of an actor beside the rules for its handlers. */
final class ComponentRules {

    private ComponentRules() {}

    static void check(String name, Class<?> type, BeanDefinition definition) {
        MergedAnnotations annotations = MergedAnnotations.from(type);
        List<String> several = ComponentSource.annotations(type)
                .map(annotation -> "@" + annotation.getSimpleName())
                .toList();
        if (several.size() > 1) {
            throw new ActorBeanException(
                    "%s is annotated with both %s.".formatted(type.getName(), String.join(" and ", several)),
                    "Keep @Actor for one actor, @EntityActor for one actor per id, or @EventSourcedActor for one per id that keeps its state.");
        }
        EventSourcedRules.check(name, type);
        if (StringUtils.hasLength(definition.getScope()) && !definition.isSingleton()) {
            throw new ActorBeanException(
                    "Actor '%s' (%s) has the scope '%s'.".formatted(name, type.getName(), definition.getScope()),
                    annotations.isPresent(EventSourcedActor.class)
                            ? "Remove the scope: one bean serves all entities."
                            : "Remove the scope: an instance lives as long as the actor's life, from its start or reset to the next.");
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

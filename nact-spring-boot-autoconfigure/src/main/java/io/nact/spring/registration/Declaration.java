package io.nact.spring.registration;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.component.Component;
import io.nact.supervision.SupervisionPolicy;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** An actor, or a kind of entity, that the application declares. */
sealed interface Declaration {

    /** The name of the actor, or of the kind of entity: also the name of the bean that other beans inject. */
    String name();

    /** The name of the bean that stands behind it. */
    String source();

    /** The type of the bean that other beans inject. */
    ResolvableType injectable();

    /** The type of the bean that other beans inject, as one writes it. */
    default String injectableText() {
        ResolvableType type = injectable();
        return "%s<%s>".formatted(type.toClass().getSimpleName(), shortName(type.getGeneric()));
    }

    private static String shortName(ResolvableType type) {
        return type.hasGenerics() ? type.toString() : ClassUtils.getShortName(type.toClass());
    }

    /** A class with handlers. */
    record OfComponent(
            String name,
            String source,
            Component<?> component,
            Class<? extends SupervisionPolicy> supervision,
            boolean entity)
            implements Declaration {

        @Override
        public ResolvableType injectable() {
            return ResolvableType.forClassWithGenerics(entity ? Entities.class : ActorRef.class, component.protocol());
        }
    }

    /** A bean of type {@link io.nact.spring.ActorDefinition}. */
    record OfDefinition(String name, String source, ResolvableType protocol) implements Declaration {

        @Override
        public ResolvableType injectable() {
            return ResolvableType.forClassWithGenerics(ActorRef.class, protocol);
        }
    }
}

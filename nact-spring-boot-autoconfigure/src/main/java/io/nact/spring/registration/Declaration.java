package io.nact.spring.registration;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.component.Component;
import io.nact.spring.persistence.EventSourcedClass;
import io.nact.supervision.SupervisionPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** An actor, or a kind of entity, that the application declares. */
sealed interface Declaration {

    /** The name of the actor, or of the kind of entity: also the name of the bean that other beans inject. */
    String name();

    /** The name of the bean that stands behind it. */
    String source();

    /** Whether it is a kind of entity, and not one actor. */
    boolean entity();

    /** The type of its messages. */
    ResolvableType messages();

    /** The class with its handlers; null if it has none. */
    @Nullable
    Class<?> type();

    /** The type of the bean that other beans inject. */
    default ResolvableType injectable() {
        return ResolvableType.forClassWithGenerics(entity() ? Entities.class : ActorRef.class, messages());
    }

    /** The type of the bean that other beans inject, as one writes it. */
    default String injectableText() {
        ResolvableType type = injectable();
        return "%s<%s>".formatted(type.toClass().getSimpleName(), shortName(type.getGeneric()));
    }

    private static String shortName(ResolvableType type) {
        return type.hasGenerics() ? type.toString() : ClassUtils.getShortName(type.toClass());
    }

    /** A class with handlers, of which each actor has an instance. */
    record OfComponent(
            String name,
            String source,
            Component<?> component,
            Class<? extends SupervisionPolicy> supervision,
            boolean entity)
            implements Declaration {

        @Override
        public ResolvableType messages() {
            return ResolvableType.forClass(component.protocol());
        }

        @Override
        public Class<?> type() {
            return component.type();
        }
    }

    /** A class with handlers, of which all entities have one bean, that gets their states as parameters. */
    record OfEventSourced(
            String name, String source, EventSourcedClass handlers, Class<? extends SupervisionPolicy> supervision)
            implements Declaration {

        @Override
        public boolean entity() {
            return true;
        }

        @Override
        public ResolvableType messages() {
            return ResolvableType.forClass(handlers.protocol());
        }

        @Override
        public Class<?> type() {
            return handlers.type();
        }
    }

    /** A bean of type {@link io.nact.spring.ActorDefinition} or {@link io.nact.spring.EntityDefinition}. */
    record OfDefinition(String name, String source, ResolvableType messages, boolean entity) implements Declaration {

        @Override
        public @Nullable Class<?> type() {
            return null;
        }
    }
}

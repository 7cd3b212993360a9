package io.nact.spring.test;

import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.EventTypesCustomizer;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.supervision.SupervisionPolicy;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves out of a component scan what does not belong to an {@link ActorTest}. */
final class ActorTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<ActorTest> {

    private static final Set<Class<?>> AROUND_ACTORS =
            Set.of(SupervisionPolicy.class, SystemOptionsCustomizer.class, EventTypesCustomizer.class);

    private static final Set<Class<?>> ALL_ACTORS = Set.of(
            Actor.class,
            EntityActor.class,
            EventSourcedActor.class,
            SupervisionPolicy.class,
            SystemOptionsCustomizer.class,
            EventTypesCustomizer.class);

    private static final Class<?>[] NONE = {};

    private final Set<Class<?>> actors;

    ActorTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
        Class<?>[] told = getAnnotation().getValue("actors", Class[].class).orElse(NONE);
        this.actors = new LinkedHashSet<>(Arrays.asList(told));
    }

    @Override
    protected Set<Class<?>> getKnownIncludes() {
        return actors.isEmpty() ? ALL_ACTORS : AROUND_ACTORS;
    }

    @Override
    protected Set<Class<?>> getComponentIncludes() {
        return actors;
    }

    @Override
    protected boolean defaultInclude(MetadataReader type, MetadataReaderFactory types) throws IOException {
        return super.defaultInclude(type, types)
                || actors.isEmpty() && ActorConfiguration.isOne(type.getAnnotationMetadata());
    }
}

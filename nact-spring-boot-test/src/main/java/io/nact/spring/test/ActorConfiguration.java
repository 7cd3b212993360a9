package io.nact.spring.test;

import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityDefinition;
import io.nact.spring.EventTypesCustomizer;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;

/** A configuration class whose bean methods make actors and nothing else. */
final class ActorConfiguration {

    /** What makes actors, and what these store. */
    private static final Set<String> OF_ACTORS = Set.of(
            ActorDefinition.class.getName(), EntityDefinition.class.getName(), EventTypesCustomizer.class.getName());

    private ActorConfiguration() {}

    static boolean isOne(AnnotationMetadata type) {
        if (!type.isAnnotated(Configuration.class.getName())) {
            return false;
        }
        Set<MethodMetadata> beans = type.getAnnotatedMethods(Bean.class.getName());
        return !beans.isEmpty()
                && beans.stream().map(MethodMetadata::getReturnTypeName).allMatch(OF_ACTORS::contains);
    }
}

package io.nact.spring.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * What a bean definition was made of, as its author knows it.
 *
 * @param actor whether it declares an actor
 * @param text the class, or the bean method
 */
record Declarer(boolean actor, String text) {

    static Declarer of(BeanDefinition definition) {
        if (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null) {
            return ofMethod(annotated.getFactoryMethodMetadata());
        }
        return ofClass(String.valueOf(definition.getBeanClassName()));
    }

    static Declarer ofClass(String type) {
        return new Declarer(isActor(type), type);
    }

    private static Declarer ofMethod(MethodMetadata method) {
        String type = method.getReturnTypeName();
        return new Declarer(
                isActor(type),
                "the bean method %s of %s".formatted(method.getMethodName(), method.getDeclaringClassName()));
    }

    private static boolean isActor(String type) {
        Class<?> found = load(type);
        return found != null && (DefinitionSource.isDefinition(found) || ComponentSource.isActor(found));
    }

    private static @Nullable Class<?> load(String type) {
        try {
            return ClassUtils.forName(type, null);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}

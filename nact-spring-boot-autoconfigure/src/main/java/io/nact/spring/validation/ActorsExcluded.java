package io.nact.spring.validation;

import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EventSourcedActor;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import java.lang.reflect.AnnotatedElement;
import java.util.stream.Stream;
import org.springframework.boot.validation.beanvalidation.MethodValidationExcludeFilter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps Spring from validating the messages of an actor once more in its turn. Not for a class whose methods have
 * constraints of their own, on a parameter or on what they return, which only a proxy can check.
 */
public final class ActorsExcluded implements MethodValidationExcludeFilter {

    @Override
    public boolean isExcluded(Class<?> type) {
        return isActor(type) && !hasConstrainedMethods(type);
    }

    private static boolean isActor(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Actor.class)
                || AnnotatedElementUtils.hasAnnotation(type, EntityActor.class)
                || AnnotatedElementUtils.hasAnnotation(type, EventSourcedActor.class);
    }

    private static boolean hasConstrainedMethods(Class<?> type) {
        return Stream.of(ReflectionUtils.getUniqueDeclaredMethods(type))
                .anyMatch(method -> method.isAnnotationPresent(Valid.class)
                        || isConstrained(method)
                        || Stream.of(method.getParameters()).anyMatch(ActorsExcluded::isConstrained));
    }

    private static boolean isConstrained(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, Constraint.class)
                || AnnotatedElementUtils.hasMetaAnnotationTypes(element, Constraint.class);
    }
}

package io.nact.spring.validation;

import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import java.lang.reflect.Method;
import org.springframework.boot.validation.beanvalidation.MethodValidationExcludeFilter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps Spring from validating the messages of an actor once more in its turn. Not for a class whose methods have
 * constraints on what they return, which only a proxy can check.
 */
public final class ActorsExcluded implements MethodValidationExcludeFilter {

    @Override
    public boolean isExcluded(Class<?> type) {
        return isActor(type) && !hasConstrainedResult(type);
    }

    private static boolean isActor(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Actor.class)
                || AnnotatedElementUtils.hasAnnotation(type, EntityActor.class);
    }

    private static boolean hasConstrainedResult(Class<?> type) {
        for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
            if (AnnotatedElementUtils.hasAnnotation(method, Constraint.class)
                    || AnnotatedElementUtils.hasMetaAnnotationTypes(method, Constraint.class)
                    || method.isAnnotationPresent(Valid.class)) {
                return true;
            }
        }
        return false;
    }
}

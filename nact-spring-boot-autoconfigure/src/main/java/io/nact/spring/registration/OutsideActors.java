package io.nact.spring.registration;

import io.nact.Receive;
import io.nact.spring.ApplyEvent;
import io.nact.spring.Every;
import io.nact.spring.HandleCommand;
import io.nact.spring.OnApplicationEvent;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Refuses what only works in the class of an actor on beans that are none, where nobody would ever call it.
 *
 * <p>A prototype may be what the application itself makes actors of, and the superclass of an actor lends it its handlers:
 * both are left alone. What is looked at are the methods that Spring looks at next anyway, for {@code @EventListener}, and
 * keeps meanwhile.
 */
final class OutsideActors {

    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(Receive.class, OnApplicationEvent.class, Every.class, HandleCommand.class, ApplyEvent.class);

    private static final List<String> NOT_THE_APPLICATIONS = List.of("java.", "jakarta.", "org.springframework.");

    private final DefaultListableBeanFactory beans;

    private final List<? extends Class<?>> actors;

    OutsideActors(DefaultListableBeanFactory beans, Declarations declarations) {
        this.beans = beans;
        this.actors = declarations.all().stream()
                .map(Declaration::type)
                .filter(Objects::nonNull)
                .toList();
    }

    void check(String bean, Class<?> type) {
        if (AotDetector.useGeneratedArtifacts() // then it has been checked
                || NOT_THE_APPLICATIONS.stream().anyMatch(type.getName()::startsWith)
                || actors.stream().anyMatch(type::isAssignableFrom)
                || !beans.getMergedBeanDefinition(bean).isSingleton()) {
            return;
        }
        try {
            MethodIntrospector.selectMethods(type, OutsideActors::annotation).forEach((method, annotation) -> {
                throw annotated(bean, type, method, annotation);
            });
            if (EntityIdRule.takesId(type)) {
                throw takesId(bean, type);
            }
        } catch (LinkageError e) {
            // A library that it needs is not there: then nobody will make the bean, or Spring says so.
        }
    }

    private static @Nullable Class<? extends Annotation> annotation(Method method) {
        MergedAnnotations found = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
        return ANNOTATIONS.stream().filter(found::isPresent).findFirst().orElse(null);
    }

    private static ActorBeanException annotated(
            String bean, Class<?> type, Method method, Class<? extends Annotation> annotation) {
        return new ActorBeanException(
                "Method %s of bean '%s' (%s) is annotated with @%s, but the bean is no actor: nobody would call it."
                        .formatted(method.getName(), bean, type.getName(), annotation.getSimpleName()),
                "Annotate the class with %s, or remove the annotation from the method."
                        .formatted(
                                EventSourcedRules.ANNOTATIONS.contains(annotation)
                                        ? "@EventSourcedActor"
                                        : "@Actor or @EntityActor"));
    }

    private static ActorBeanException takesId(String bean, Class<?> type) {
        return new ActorBeanException(
                "A constructor of bean '%s' (%s) takes an @EntityId, but the bean is no entity."
                        .formatted(bean, type.getName()),
                "Annotate the class with @EntityActor, or remove the parameter.");
    }
}

package io.nact.spring.registration;

import io.nact.Receive;
import io.nact.spring.EntityActor;
import io.nact.spring.Every;
import io.nact.spring.OnApplicationEvent;
import io.nact.spring.event.EventsToActors.Route;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** What holds for methods of an actor that are called without a message that somebody has sent it. */
final class EventRules {

    private EventRules() {}

    /** Whether a method handles application events. */
    static boolean handlesEvents(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, OnApplicationEvent.class);
    }

    /** The ways of application events to the actor of this name. */
    static List<Route> routes(String name, Class<?> type) {
        return annotated(type, OnApplicationEvent.class).stream()
                .map(handler -> new Route(
                        name,
                        ResolvableType.forMethodParameter(handler, 0, type).toClass(),
                        annotation(handler).phase()))
                .toList();
    }

    private static OnApplicationEvent annotation(Method handler) {
        OnApplicationEvent found = AnnotatedElementUtils.findMergedAnnotation(handler, OnApplicationEvent.class);
        if (found == null) {
            throw new IllegalStateException(handler + " was selected for its annotation");
        }
        return found;
    }

    static void check(String name, Class<?> type) {
        boolean entity = AnnotatedElementUtils.hasAnnotation(type, EntityActor.class);
        for (Method method : annotated(type, OnApplicationEvent.class)) {
            if (!AnnotatedElementUtils.hasAnnotation(method, Receive.class)) {
                throw refusal(
                        name,
                        type,
                        method,
                        "is annotated with @OnApplicationEvent, but is no handler.",
                        "Add @Receive.");
            }
            if (entity) {
                throw refusal(
                        name,
                        type,
                        method,
                        "is annotated with @OnApplicationEvent, but an event says not for which entity it is.",
                        "Listen in another bean, and tell the entity from there: entities.get(id).tell(message).");
            }
        }
        for (Method method : annotated(type, Every.class)) {
            if (AnnotatedElementUtils.hasAnnotation(method, Receive.class)) {
                throw refusal(
                        name,
                        type,
                        method,
                        "is annotated with both @Every and @Receive.",
                        "Put @Every on a method of its own, without a message, that does the same.");
            }
            if (entity) {
                throw refusal(
                        name,
                        type,
                        method,
                        "is annotated with @Every, which would keep each entity from being passivated.",
                        "Start a timer where an entity needs one: ctx.timers().startFixedDelay(key, message, initial, delay).");
            }
        }
    }

    private static Set<Method> annotated(Class<?> type, Class<? extends Annotation> annotation) {
        return MethodIntrospector.selectMethods(
                type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, annotation));
    }

    private static ActorBeanException refusal(String name, Class<?> type, Method method, String what, String wayOut) {
        return new ActorBeanException(
                "Method %s of actor '%s' (%s) %s".formatted(method.getName(), name, type.getName(), what), wayOut);
    }
}

package io.nact.spring.registration;

import io.nact.Receive;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.Every;
import io.nact.spring.HandleCommand;
import io.nact.spring.OnApplicationEvent;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** What holds for the class of an event-sourced actor, and for its methods in other classes. */
final class EventSourcedRules {

    /** What has a meaning in such a class only. */
    static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(HandleCommand.class, ApplyEvent.class);

    /** What has none there. */
    private static final List<Class<? extends Annotation>> OTHERS =
            List.of(Receive.class, OnApplicationEvent.class, Every.class);

    private EventSourcedRules() {}

    /** Refuses what belongs to another kind of actor. */
    static void check(String name, Class<?> type) {
        boolean eventSourced = AnnotatedElementUtils.hasAnnotation(type, EventSourcedActor.class);
        for (Class<? extends Annotation> annotation : eventSourced ? OTHERS : ANNOTATIONS) {
            for (Method method : MethodIntrospector.selectMethods(
                    type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, annotation))) {
                throw foreign(name, type, method, annotation, eventSourced);
            }
        }
        if (eventSourced && EntityIdRule.takesId(type)) {
            throw new ActorBeanException(
                    "A constructor of '%s' (%s) takes an @EntityId, but one bean serves all ids."
                            .formatted(name, type.getName()),
                    "Take the id where the state is made, by empty(String id), or an ActorContext in the handler: its name is the id.");
        }
    }

    private static ActorBeanException foreign(
            String name, Class<?> type, Method method, Class<? extends Annotation> annotation, boolean eventSourced) {
        String wayOut = eventSourced
                ? "Annotate it with @HandleCommand, have it take the state before the message, and return a Decision."
                : "Annotate the class with @EventSourcedActor instead, or the method with @Receive.";
        return new ActorBeanException(
                "Method %s of '%s' (%s) is annotated with @%s, which has no meaning in an @%s."
                        .formatted(
                                method.getName(),
                                name,
                                type.getName(),
                                annotation.getSimpleName(),
                                ComponentSource.annotation(type).getType().getSimpleName()),
                wayOut);
    }

    /** The module that does the work is there. */
    static void checkModule(String name, Class<?> type, @Nullable ClassLoader loader) {
        if (!ClassUtils.isPresent("io.nact.persistence.Persistence", loader)) {
            throw new ActorBeanException(
                    "'%s' (%s) is an @EventSourcedActor, but nact-persistence is not on the class path."
                            .formatted(name, type.getName()),
                    "Add io.nact:nact-persistence-jdbc beside the starter, or io.nact:nact-persistence for tests and trials in memory.");
        }
    }

    /** Each kind keeps its events apart from those of the others. */
    static void checkNames(List<Declaration> all) {
        Map<String, Declaration.OfEventSourced> byType = new HashMap<>();
        for (Declaration declaration : all) {
            if (declaration instanceof Declaration.OfEventSourced kind) {
                Declaration.OfEventSourced other = byType.put(kind.handlers().persistenceType(), kind);
                if (other != null) {
                    throw new ActorBeanException(
                            "%s and %s are both stored as '%s', so that their entities would take each other's events for their own."
                                    .formatted(
                                            other.type().getName(),
                                            kind.type().getName(),
                                            kind.handlers().persistenceType()),
                            "Give one of them another type: @EventSourcedActor(type = \"…\"); what was stored already keeps its own.");
                }
            }
        }
    }
}

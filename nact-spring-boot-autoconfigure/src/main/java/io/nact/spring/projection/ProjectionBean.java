package io.nact.spring.projection;

import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.ProjectionTransaction;
import io.nact.persistence.projection.EventMetadata;
import io.nact.persistence.projection.EventProjection;
import io.nact.persistence.projection.FailurePolicy;
import io.nact.persistence.projection.InvalidProjectionException;
import io.nact.spring.OnErased;
import io.nact.spring.OnReset;
import io.nact.spring.Projection;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The projections of one bean. */
final class ProjectionBean {

    private static final String EVENT_FIRST =
            "Have it take an event, and after that, if it wants them, EventMetadata and ProjectionTransaction.";

    private final BeanFactory beans;

    private final String name;

    private final Class<?> type;

    private final FailurePolicy failures;

    private final @Nullable Projection onClass;

    private final Map<String, EventProjection> projections = new LinkedHashMap<>();

    private final Map<String, ProjectionSettings> settings = new LinkedHashMap<>();

    private ProjectionBean(BeanFactory beans, String name, Class<?> type, FailurePolicy failures) {
        this.beans = beans;
        this.name = name;
        this.type = type;
        this.failures = failures;
        this.onClass = AnnotatedElementUtils.findMergedAnnotation(type, Projection.class);
    }

    /**
     * Those of a bean of this class; none if no method of it is annotated.
     *
     * @throws InvalidProjectionException if the annotations contradict one another, or a method cannot be called
     */
    static Collection<EventProjection> projections(
            BeanFactory beans, String name, Class<?> type, FailurePolicy failures) {
        ProjectionBean bean = new ProjectionBean(beans, name, type, failures);
        bean.methods(Projection.class).forEach(bean::addHandler);
        bean.methods(OnReset.class).forEach(bean::addReset);
        bean.methods(OnErased.class).forEach(bean::addErasure);
        if (bean.onClass != null && bean.projections.isEmpty()) {
            throw bean.mistake(
                    "is annotated with @Projection, but none of its methods is.",
                    "Annotate those that handle events with @Projection, too.");
        }
        return bean.projections.values();
    }

    /** In the order of their names: that in which a class has them is another one in each JVM. */
    private <A extends Annotation> Map<Method, A> methods(Class<A> annotation) {
        Map<Method, A> sorted = new TreeMap<>(Comparator.comparing(Method::toString));
        MethodIntrospector.MetadataLookup<A> lookup =
                method -> AnnotatedElementUtils.findMergedAnnotation(method, annotation);
        sorted.putAll(MethodIntrospector.selectMethods(type, lookup));
        return sorted;
    }

    private void addHandler(Method method, Projection annotation) {
        BeanMethod handler = handler(method);
        String projection = nameOf(method, annotation);
        ProjectionSettings said = settings(method, annotation, projection);
        ProjectionSettings before = settings.putIfAbsent(projection, said);
        if (before != null && !before.equals(said)) {
            throw mistake(
                    "says different things about its projection '%s'.".formatted(projection),
                    "Say it once: annotate the class with @Projection(\"%s\", …), and the methods with @Projection."
                            .formatted(projection));
        }
        EventProjection known = projections.computeIfAbsent(projection, its -> said.projection(its, failures));
        projections.put(
                projection,
                known.on(
                        method.getParameterTypes()[0],
                        (event, metadata, transaction) -> handler.call(transaction, event, metadata)));
    }

    private BeanMethod handler(Method method) {
        BeanMethod handler = new BeanMethod(beans, name, type, method)
                .takingOnly(List.of(EventMetadata.class, ProjectionTransaction.class), 1, "Projection", EVENT_FIRST)
                .checked();
        Class<?> event = method.getParameterTypes()[0];
        if (event == EventMetadata.class || event == ProjectionTransaction.class) {
            throw handler.mistake("is annotated with @Projection, but takes no event.", EVENT_FIRST);
        }
        return handler;
    }

    private String nameOf(Method method, Projection annotation) {
        String own = annotation.value();
        if (!own.isEmpty()) {
            return own;
        }
        if (onClass == null || onClass.value().isEmpty()) {
            throw mistake(
                    "has a projection without a name, at its method %s.".formatted(method.getName()),
                    "Name it: @Projection(\"…\"), at the method or at the class.");
        }
        return onClass.value();
    }

    private ProjectionSettings settings(Method method, Projection annotation, String projection) {
        ProjectionSettings own = ProjectionSettings.of(annotation);
        if (onClass == null || !onClass.value().equals(projection)) {
            return own;
        }
        if (!own.equals(ProjectionSettings.NONE)) {
            throw mistake(
                    "says at its method %s what holds for all of its projection '%s'."
                            .formatted(method.getName(), projection),
                    "Say it in the @Projection of the class.");
        }
        return ProjectionSettings.of(onClass);
    }

    private void addReset(Method method, OnReset annotation) {
        BeanMethod reset = new BeanMethod(beans, name, type, method)
                .takingOnly(
                        List.of(ProjectionTransaction.class),
                        0,
                        "OnReset",
                        "Have it take nothing, or the ProjectionTransaction.")
                .checked();
        replace(method, annotation.value(), known -> known.onReset(reset::call));
    }

    private void addErasure(Method method, OnErased annotation) {
        BeanMethod erasure = new BeanMethod(beans, name, type, method)
                .takingOnly(
                        List.of(PersistenceId.class, ProjectionTransaction.class),
                        0,
                        "OnErased",
                        "Have it take the PersistenceId and, if it wants it, the ProjectionTransaction.")
                .checked();
        replace(
                method,
                annotation.value(),
                known -> known.onErased((id, transaction) -> erasure.call(transaction, id)));
    }

    private void replace(Method method, String of, UnaryOperator<EventProjection> change) {
        if (projections.isEmpty() || !of.isEmpty() && !projections.containsKey(of)) {
            throw mistake(
                    "has no projection that its method %s could be of.".formatted(method.getName()),
                    "Put it into the class whose @Projection methods make what it removes%s."
                            .formatted(projections.isEmpty() ? "" : ", and name one of " + projections.keySet()));
        }
        projections.replaceAll(
                (projection, known) -> of.isEmpty() || of.equals(projection) ? change.apply(known) : known);
    }

    private InvalidProjectionException mistake(String what, String action) {
        return new InvalidProjectionException("Bean '%s' (%s) %s".formatted(name, type.getName(), what), action);
    }
}

package io.nact.spring.projection;

import io.nact.persistence.projection.EventProjection;
import io.nact.persistence.projection.FailurePolicy;
import io.nact.persistence.projection.InvalidProjectionException;
import io.nact.spring.OnErased;
import io.nact.spring.OnReset;
import io.nact.spring.Projection;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the projections that an application declares: by annotated methods of beans, and as beans. */
public final class DeclaredProjections {

    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(Projection.class, OnReset.class, OnErased.class);

    private DeclaredProjections() {}

    /**
     * All of them. No bean of annotated methods is made for it; each is when its first event comes, at the latest.
     *
     * @param failures what becomes of events that cannot be handled, but for what the annotation says of the end
     * @throws InvalidProjectionException if one could not do its work
     */
    public static List<EventProjection> of(ConfigurableListableBeanFactory beans, FailurePolicy failures) {
        List<EventProjection> all = new ArrayList<>(
                beans.getBeanProvider(EventProjection.class).orderedStream().toList());
        for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : typeOf(beans, name);
            if (type != null && AnnotationUtils.isCandidateClass(type, ANNOTATIONS)) {
                all.addAll(ProjectionBean.projections(beans, name, type, failures));
            }
        }
        return all;
    }

    private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beans, String name) {
        try {
            return AutoProxyUtils.determineTargetClass(beans, name);
        } catch (LinkageError missing) {
            return null; // Spring reports it if the bean is needed
        }
    }
}

package io.nact.spring.registration;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** What the annotated classes of an application store. */
public final class StoredTypes {

    private StoredTypes() {}

    /** The classes of their events and states that have an alias of their own. */
    public static Set<Class<?>> of(ConfigurableBeanFactory beans) {
        ActorScope scope = ActorScope.of(beans);
        return scope == null
                ? Set.of()
                : scope.declarations().all().stream()
                        .filter(Declaration.OfEventSourced.class::isInstance)
                        .flatMap(declaration -> ((Declaration.OfEventSourced) declaration).handlers().named().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }
}

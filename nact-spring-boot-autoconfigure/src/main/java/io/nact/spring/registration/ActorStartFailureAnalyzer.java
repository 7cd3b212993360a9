package io.nact.spring.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains an actor whose class failed when the application started: without it, only the lifecycle bean has a name. */
final class ActorStartFailureAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {

    private final ConfigurableBeanFactory beans;

    ActorStartFailureAnalyzer(BeanFactory beans) {
        this.beans = (ConfigurableBeanFactory) beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCreationException cause) {
        ActorScope scope = ActorScope.of(beans);
        String bean = cause.getBeanName();
        Declaration declaration =
                scope == null || bean == null ? null : scope.declarations().findBehind(bean);
        if (declaration == null || bean == null) {
            return null;
        }
        Class<?> type = declaration.type();
        Throwable own = OwnFailure.of(bean, cause);
        return type == null || own == null ? null : analysis(declaration, type, own, cause);
    }

    private static FailureAnalysis analysis(
            Declaration declaration, Class<?> type, Throwable own, BeanCreationException cause) {
        return new FailureAnalysis(
                "Actor '%s' (%s) could not start, since its class threw %s."
                        .formatted(declaration.name(), type.getName(), own),
                "Correct what its constructor, or its @PostConstruct method, failed at. What may be missing when the application starts is better looked for in a handler.",
                cause);
    }
}

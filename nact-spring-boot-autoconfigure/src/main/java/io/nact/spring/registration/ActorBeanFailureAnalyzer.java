package io.nact.spring.registration;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains an actor that was declared, or used as a bean, in a way that cannot work. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class ActorBeanFailureAnalyzer extends AbstractFailureAnalyzer<ActorBeanException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ActorBeanException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}

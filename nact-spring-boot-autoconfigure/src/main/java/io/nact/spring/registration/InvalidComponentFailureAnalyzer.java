package io.nact.spring.registration;

import io.nact.component.InvalidComponentException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains a class whose handlers make no actor. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class InvalidComponentFailureAnalyzer extends AbstractFailureAnalyzer<InvalidComponentException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidComponentException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}

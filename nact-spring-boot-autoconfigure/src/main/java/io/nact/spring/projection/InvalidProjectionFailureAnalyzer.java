package io.nact.spring.projection;

import io.nact.persistence.projection.InvalidProjectionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains a projection that could not do its work. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class InvalidProjectionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidProjectionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidProjectionException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}

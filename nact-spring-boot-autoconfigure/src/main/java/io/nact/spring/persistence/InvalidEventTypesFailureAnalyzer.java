package io.nact.spring.persistence;

import io.nact.persistence.InvalidEventTypesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains events without an alias, with that of another, or without a way from an old version. */
final class InvalidEventTypesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidEventTypesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidEventTypesException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}

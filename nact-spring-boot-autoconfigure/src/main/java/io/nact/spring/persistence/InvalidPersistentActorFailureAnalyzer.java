package io.nact.spring.persistence;

import io.nact.persistence.InvalidPersistentActorException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a persistent actor that lacks a handler or an alias. */
final class InvalidPersistentActorFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPersistentActorException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidPersistentActorException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}

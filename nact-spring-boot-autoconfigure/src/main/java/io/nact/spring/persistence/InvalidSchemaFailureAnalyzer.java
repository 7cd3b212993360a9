package io.nact.spring.persistence;

import io.nact.persistence.jdbc.InvalidSchemaException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a database that lacks the tables of the journal, or cannot have them. */
final class InvalidSchemaFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSchemaException> {

    private static final String INITIALIZE =
            " Or set nact.persistence.jdbc.initialize-schema=always to have it run at each start; unless set, that is done for databases in memory only.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSchemaException cause) {
        String action = cause.isTableMissing() ? cause.action() + INITIALIZE : cause.action();
        return new FailureAnalysis(cause.description(), action, cause);
    }
}

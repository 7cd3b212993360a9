package io.nact.spring.persistence;

import io.nact.persistence.journal.PersistenceException;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;

/**
 * What an annotated class does about crashes unless told otherwise: an exception of a handler has stored nothing and left the
 * state as it was, so that the entity goes on, as components do.
 *
 * @param others decides about all else, which is between the entity and its store
 */
record ResumingHandlers(SupervisionPolicy others) implements SupervisionPolicy {

    @Override
    public Directive decide(Crash crash) {
        return isOfHandler(crash) ? Directive.RESUME : others.decide(crash);
    }

    @Override
    public Duration delay(Crash crash) {
        return isOfHandler(crash) ? Duration.ZERO : others.delay(crash);
    }

    @Override
    public SupervisionPolicy forActor() {
        return new ResumingHandlers(others.forActor());
    }

    private static boolean isOfHandler(Crash crash) {
        return crash.child() == null
                && crash.message() != null
                && crash.cause() instanceof Exception
                && !(crash.cause() instanceof PersistenceException);
    }
}

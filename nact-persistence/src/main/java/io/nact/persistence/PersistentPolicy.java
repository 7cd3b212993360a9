package io.nact.persistence;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.supervision.Backoff;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;

/**
 * What a persistent actor does about crashes unless told otherwise.
 *
 * <ul>
 *   <li>When the store did not answer, or another writer was there, it starts anew after a wait, and so recovers.
 *   <li>When an event cannot be stored, it goes on with the next message.
 *   <li>When its events cannot be read, or its handler fails, it stops.
 * </ul>
 */
final class PersistentPolicy implements SupervisionPolicy {

    private final SupervisionPolicy store = Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final SupervisionPolicy strangers = Backoff.exponential(Duration.ofMillis(50), Duration.ofSeconds(30));

    private final SupervisionPolicy refused = SupervisionPolicy.always(Directive.RESUME);

    private final SupervisionPolicy others = SupervisionPolicy.always(Directive.STOP);

    @Override
    public Directive decide(Crash crash) {
        return policy(crash).decide(crash);
    }

    @Override
    public Duration delay(Crash crash) {
        return policy(crash).delay(crash);
    }

    private SupervisionPolicy policy(Crash crash) {
        Throwable cause = crash.cause();
        if (crash.child() != null || !(cause instanceof PersistenceException)) {
            return others;
        }
        if (cause instanceof RecoveryFailedException recovery) {
            return recovery.isTransient() ? store : others;
        }
        if (cause instanceof JournalUnavailableException) {
            return store;
        }
        return cause instanceof SequenceConflictException ? strangers : refused;
    }

    @Override
    public SupervisionPolicy forActor() {
        return new PersistentPolicy();
    }
}

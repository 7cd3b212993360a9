package io.nact.component;

import io.nact.supervision.Backoff;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;

/**
 * What a component does about crashes unless told otherwise.
 *
 * <ul>
 *   <li>A failed start resets with back-off, without end: what the constructor needs may come back. Not
 *       asked where the actor passivates when idle, as an entity does: that one ends, and its next message tries again.
 *   <li>An exception resumes; anything else thrown resets with back-off.
 *   <li>The crash of a child that escalates resets the child, at most ten times within a minute for all children
 *       together, and then stops it. There is no back-off here, since it would suspend the component instead of the child.
 * </ul>
 */
final class ComponentPolicy implements SupervisionPolicy {

    private static final int LIMIT = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final SupervisionPolicy starts = backoff();

    private final SupervisionPolicy exceptions = SupervisionPolicy.always(Directive.RESUME);

    private final SupervisionPolicy errors = backoff();

    private final SupervisionPolicy children =
            SupervisionPolicy.always(Directive.RESET_CHILD).atMost(LIMIT, WINDOW);

    private static SupervisionPolicy backoff() {
        return Backoff.exponential(Duration.ofMillis(200), Duration.ofSeconds(30));
    }

    @Override
    public Directive decide(Crash crash) {
        Directive directive = policy(crash).decide(crash);
        return crash.child() != null && directive == Directive.STOP ? Directive.STOP_CHILD : directive;
    }

    @Override
    public Duration delay(Crash crash) {
        return policy(crash).delay(crash);
    }

    private SupervisionPolicy policy(Crash crash) {
        if (crash.child() != null) {
            return children;
        }
        if (crash.message() == null) {
            return starts;
        }
        return crash.cause() instanceof Exception ? exceptions : errors;
    }

    @Override
    public SupervisionPolicy forActor() {
        return new ComponentPolicy();
    }
}

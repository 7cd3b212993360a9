package io.nact.spring.autoconfigure;

import io.nact.spring.autoconfigure.SupervisionProperties.Decision;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about crashes as configured, and leaves the rest to the actor's own policy: what its configuration says
 * nothing about, failed starts, and the crashes of children. The limit and the waits hold for each reset of the actor,
 * whoever decided it.
 */
final class ConfiguredPolicy implements SupervisionPolicy {

    private static final Set<Directive> RESETS = EnumSet.of(Directive.RESET, Directive.RESET_ALL, Directive.RESET_REST);

    private final SupervisionProperties properties;

    private final SupervisionPolicy own;

    private final SupervisionPolicy limit;

    private final @Nullable SupervisionPolicy backoff;

    /** Who says how long to wait for what has been decided; null if there is nothing to wait for. */
    private @Nullable SupervisionPolicy waits;

    ConfiguredPolicy(SupervisionProperties properties, SupervisionPolicy own) {
        this.properties = properties;
        this.own = own;
        this.limit = properties.limit();
        this.backoff = properties.backoff().policy();
    }

    @Override
    public Directive decide(Crash crash) {
        Decision decision = decision(crash);
        Directive directive = decision == null ? own.decide(crash) : decision.directive();
        waits = decision == null ? own : null;
        return RESETS.contains(directive) ? reset(crash, directive) : directive;
    }

    private @Nullable Decision decision(Crash crash) {
        if (crash.child() != null || crash.message() == null) {
            return null;
        }
        return crash.cause() instanceof Exception ? properties.onException() : properties.onError();
    }

    private Directive reset(Crash crash, Directive directive) {
        if (limit.decide(crash) == Directive.STOP) {
            waits = null;
            return Directive.STOP;
        }
        if (backoff != null) {
            backoff.decide(crash);
            waits = backoff;
        }
        return directive;
    }

    @Override
    public Duration delay(Crash crash) {
        return waits == null ? Duration.ZERO : waits.delay(crash);
    }

    @Override
    public SupervisionPolicy forActor() {
        return new ConfiguredPolicy(properties, own.forActor());
    }
}

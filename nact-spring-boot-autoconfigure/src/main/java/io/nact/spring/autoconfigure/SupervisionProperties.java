package io.nact.spring.autoconfigure;

import static io.nact.spring.autoconfigure.NactProperties.atLeast;
import static io.nact.spring.autoconfigure.NactProperties.positive;

import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the properties of one actor say about its crashes.
 *
 * @param onException What a crash leads to if the handler threw an exception, and no asker received it.
 * @param onError What a crash leads to if the handler threw an error.
 * @param maxResets Number of resets that are allowed within a while. The next one stops the actor instead.
 * @param within Time within which the resets are counted. Defaults to 1m.
 * @param backoff Waits before resets, each twice as long as the one before.
 */
record SupervisionProperties(
        @Nullable Decision onException,
        @Nullable Decision onError,
        @Nullable Integer maxResets,
        @Nullable Duration within,
        @DefaultValue Backoff backoff) {

    private static final SupervisionProperties UNSET =
            new SupervisionProperties(null, null, null, null, new Backoff(null, null));

    void check(String prefix) {
        atLeast(1, prefix + ".max-resets", maxResets);
        positive(prefix + ".within", within);
        if (within != null && maxResets == null) {
            throw new IllegalArgumentException("%s.within needs %s.max-resets beside it".formatted(prefix, prefix));
        }
        backoff.check(prefix + ".backoff");
    }

    /** Changes an actor's own policy; null if the properties say nothing. */
    @Nullable
    UnaryOperator<SupervisionPolicy> change() {
        return equals(UNSET) ? null : own -> new ConfiguredPolicy(this, own);
    }

    /** Leaves resets alone, or stops instead of the one that is too many. */
    SupervisionPolicy limit() {
        SupervisionPolicy resets = SupervisionPolicy.always(Directive.RESET);
        return maxResets == null
                ? resets
                : resets.atMost(maxResets, Objects.requireNonNullElse(within, Duration.ofMinutes(1)));
    }

    /** What a crash may lead to. */
    enum Decision {
        /** The actor goes on with its next message, state kept. */
        RESUME(Directive.RESUME),
        /** The actor goes on with its next message and fresh state. */
        RESET(Directive.RESET),
        /** The actor stops. */
        STOP(Directive.STOP),
        /** The actor's parent decides. */
        ESCALATE(Directive.ESCALATE);

        private final Directive directive;

        Decision(Directive directive) {
            this.directive = directive;
        }

        Directive directive() {
            return directive;
        }
    }

    /**
     * Waits before resets. If there is any of the properties, the actor waits so, instead of as its own policy says.
     *
     * @param min Wait before the first reset of a series. Defaults to 200ms.
     * @param max Longest wait. Defaults to 30s.
     */
    record Backoff(@Nullable Duration min, @Nullable Duration max) {

        void check(String prefix) {
            positive(prefix + ".min", min);
            positive(prefix + ".max", max);
            if (longest().compareTo(first()) < 0) {
                throw new IllegalArgumentException("%s.max must not be shorter than %s.min, which is %s, not %s"
                        .formatted(prefix, prefix, first(), longest()));
            }
        }

        /** The policy that knows how long to wait; null if the properties say nothing. */
        @Nullable
        SupervisionPolicy policy() {
            return min == null && max == null ? null : io.nact.supervision.Backoff.exponential(first(), longest());
        }

        private Duration first() {
            return Objects.requireNonNullElse(min, Duration.ofMillis(200));
        }

        private Duration longest() {
            return Objects.requireNonNullElse(max, Duration.ofSeconds(30));
        }
    }
}

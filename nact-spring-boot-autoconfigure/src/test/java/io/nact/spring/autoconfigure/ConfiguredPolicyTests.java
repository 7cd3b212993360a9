package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.path.ActorPath;
import io.nact.spring.autoconfigure.SupervisionProperties.Backoff;
import io.nact.spring.autoconfigure.SupervisionProperties.Decision;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How an actor decides about crashes whose supervision is configured. */
class ConfiguredPolicyTests {

    private static final Backoff NO_BACKOFF = new Backoff(null, null);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8));

    private static final Duration OWN_WAIT = Duration.ofMinutes(3);

    private static final ActorPath ACTOR = ActorPath.root("test").child("till");

    @Test
    void leavesAllToTheOwnPolicyIfNothingIsConfigured() {
        assertThat(new SupervisionProperties(null, null, null, null, NO_BACKOFF).change())
                .isNull();
    }

    @Test
    void decidesAboutWhatIsConfigured() {
        SupervisionPolicy policy = policy(Decision.RESUME, Decision.ESCALATE, null, NO_BACKOFF, Directive.STOP);
        assertThat(policy.decide(crash(new IllegalStateException(), 0))).isEqualTo(Directive.RESUME);
        assertThat(policy.decide(crash(new AssertionError(), 0))).isEqualTo(Directive.ESCALATE);
        assertThat(policy.delay(crash(new AssertionError(), 0))).isZero();
    }

    @Test
    void leavesWhatIsNotConfiguredToTheOwnPolicyAndItsWaits() {
        SupervisionPolicy policy = policy(Decision.RESUME, null, null, NO_BACKOFF, Directive.RESET);
        Crash error = crash(new AssertionError(), 0);
        assertThat(policy.decide(error)).isEqualTo(Directive.RESET);
        assertThat(policy.delay(error)).isEqualTo(OWN_WAIT);
    }

    @Test
    void leavesFailedStartsAndChildrenToTheOwnPolicy() {
        SupervisionPolicy policy = policy(Decision.RESUME, Decision.RESUME, null, NO_BACKOFF, Directive.STOP_CHILD);
        Exception cause = new IllegalStateException();
        assertThat(policy.decide(new Crash(ACTOR, null, null, cause, 1, Duration.ZERO)))
                .isEqualTo(Directive.STOP_CHILD);
        assertThat(policy.decide(new Crash(ACTOR, ACTOR.child("a"), "", cause, 1, Duration.ZERO)))
                .isEqualTo(Directive.STOP_CHILD);
    }

    @Test
    void hasNoWaitForAResetUnlessConfigured() {
        SupervisionPolicy policy = policy(Decision.RESET, null, null, NO_BACKOFF, Directive.RESET);
        Crash crash = crash(new IllegalStateException(), 0);
        assertThat(policy.decide(crash)).isEqualTo(Directive.RESET);
        assertThat(policy.delay(crash)).isZero();
    }

    @Test
    void waitsLongerBeforeEachResetWhoeverDecidesIt() {
        SupervisionPolicy policy = policy(Decision.RESET, null, null, BACKOFF, Directive.RESET_ALL);
        assertThat(wait(policy, crash(new IllegalStateException(), 0))).isBetween(seconds(1), seconds(2));
        assertThat(wait(policy, crash(new AssertionError(), 0))).isBetween(seconds(2), seconds(4));
        assertThat(wait(policy, crash(new IllegalStateException(), 0))).isBetween(seconds(4), seconds(8));
        assertThat(wait(policy, crash(new AssertionError(), 0))).isBetween(seconds(8), seconds(10));
    }

    @Test
    void doesNotWaitBeforeWhatIsNoReset() {
        SupervisionPolicy policy = policy(Decision.RESET, Decision.RESUME, null, BACKOFF, Directive.STOP);
        assertThat(wait(policy, crash(new IllegalStateException(), 0))).isPositive();
        assertThat(wait(policy, crash(new AssertionError(), 0))).isZero();
    }

    @Test
    void stopsInsteadOfOneResetTooManyWhoeverDecidesIt() {
        SupervisionPolicy policy = policy(Decision.RESET, null, 2, BACKOFF, Directive.RESET_REST);
        assertThat(policy.decide(crash(new IllegalStateException(), 0))).isEqualTo(Directive.RESET);
        assertThat(policy.decide(crash(new AssertionError(), 30))).isEqualTo(Directive.RESET_REST);
        assertThat(policy.decide(crash(new AssertionError(), 59))).isEqualTo(Directive.STOP);
        assertThat(policy.delay(crash(new AssertionError(), 59))).isZero();
    }

    @Test
    void forgetsResetsAfterAMinuteUnlessTold() {
        SupervisionPolicy policy = policy(Decision.RESET, Decision.RESUME, 1, NO_BACKOFF, Directive.STOP);
        assertThat(policy.decide(crash(new IllegalStateException(), 0))).isEqualTo(Directive.RESET);
        assertThat(policy.decide(crash(new AssertionError(), 1))).isEqualTo(Directive.RESUME); // does not count
        assertThat(policy.decide(crash(new IllegalStateException(), 60))).isEqualTo(Directive.RESET);
        assertThat(policy.decide(crash(new IllegalStateException(), 61))).isEqualTo(Directive.STOP);
    }

    @Test
    void countsForEachActorAlone() {
        SupervisionPolicy policy = policy(Decision.RESET, null, 1, NO_BACKOFF, Directive.STOP);
        Crash crash = crash(new IllegalStateException(), 0);
        assertThat(policy.forActor().decide(crash)).isEqualTo(Directive.RESET);
        assertThat(policy.forActor().decide(crash)).isEqualTo(Directive.RESET);
    }

    private static Duration wait(SupervisionPolicy policy, Crash crash) {
        policy.decide(crash);
        return policy.delay(crash);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Crash crash(Throwable cause, int seconds) {
        return new Crash(ACTOR, null, "message", cause, 1, seconds(seconds));
    }

    private static SupervisionPolicy policy(
            Decision onException,
            @Nullable Decision onError,
            @Nullable Integer maxResets,
            Backoff backoff,
            Directive own) {
        UnaryOperator<SupervisionPolicy> change =
                new SupervisionProperties(onException, onError, maxResets, null, backoff).change();
        return Objects.requireNonNull(change).apply(new Own(own)).forActor();
    }

    private record Own(Directive directive) implements SupervisionPolicy {

        @Override
        public Directive decide(Crash crash) {
            return directive;
        }

        @Override
        public Duration delay(Crash crash) {
            return OWN_WAIT;
        }
    }
}

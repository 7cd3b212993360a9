package io.nact.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.path.ActorPath;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComponentPolicyTests {

    private static final ActorPath ACTOR = ActorPath.root("test").child("actor");

    private final SupervisionPolicy policy = new ComponentPolicy().forActor();

    @Test
    void resumesOnAnException() {
        for (int i = 0; i < 1000; i++) {
            assertThat(decide("message", new Exception(), Duration.ZERO)).isEqualTo(Directive.RESUME);
        }
        assertThat(policy.delay(crash(null, "message", new Exception(), Duration.ZERO)))
                .isZero();
    }

    @Test
    void resetsOnAnErrorWithBackOff() {
        for (int i = 0; i < 20; i++) {
            assertThat(decide("message", new StackOverflowError(), Duration.ofSeconds(i)))
                    .isEqualTo(Directive.RESET);
            assertThat(policy.delay(crash(null, "message", new StackOverflowError(), Duration.ofSeconds(i))))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void triesAFailedStartAgainWithoutEndAndEverMoreSlowly() {
        for (int i = 0; i < 100; i++) {
            assertThat(decide(null, new NoClassDefFoundError(), Duration.ZERO)).isEqualTo(Directive.RESET);
        }
        assertThat(policy.delay(crash(null, null, new Exception(), Duration.ZERO)))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(36));
    }

    @Test
    void resetsAChildThatEscalatesAndStopsItIfItDoesNotEnd() {
        for (int i = 0; i < 10; i++) {
            assertThat(child()).isEqualTo(Directive.RESET_CHILD);
        }
        assertThat(child()).isEqualTo(Directive.STOP_CHILD);
        assertThat(policy.delay(crash(ACTOR, null, new Exception(), Duration.ZERO)))
                .isZero();
    }

    @Test
    void countsForEachActorAlone() {
        for (int i = 0; i < 11; i++) {
            child();
        }
        assertThat(policy.forActor().decide(crash(ACTOR, null, new Exception(), Duration.ZERO)))
                .isEqualTo(Directive.RESET_CHILD);
    }

    private Directive child() {
        return policy.decide(crash(ACTOR, null, new Exception(), Duration.ZERO));
    }

    private Directive decide(Object message, Throwable cause, Duration uptime) {
        return policy.decide(crash(null, message, cause, uptime));
    }

    private static Crash crash(ActorPath child, Object message, Throwable cause, Duration uptime) {
        return new Crash(ACTOR, child, message, cause, 1, uptime);
    }
}

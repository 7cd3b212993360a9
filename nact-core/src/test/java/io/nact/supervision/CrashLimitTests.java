package io.nact.supervision;

import static io.nact.supervision.BackoffTests.crashAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrashLimitTests {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final SupervisionPolicy reset = SupervisionPolicy.always(Directive.RESET);

    @Test
    void leavesTheFirstCrashesToThePolicyAndStopsAtTheNext() {
        assertThat(decisions(reset.atMost(2, TEN_SECONDS), 0, 1, 2))
                .containsExactly(Directive.RESET, Directive.RESET, Directive.STOP);
    }

    @Test
    void forgetsACrashOnceTheWindowHasMovedPastIt() {
        assertThat(decisions(reset.atMost(2, TEN_SECONDS), 0, 9, 10, 19, 20, 21))
                .as("the crash at 0 is out of the window at 10, the one at 9 at 19, the one at 10 at 20")
                .containsExactly(
                        Directive.RESET,
                        Directive.RESET,
                        Directive.RESET,
                        Directive.RESET,
                        Directive.RESET,
                        Directive.STOP);
    }

    @Test
    void neverStopsCrashesThatAreFarEnoughApart() {
        long[] everyTenSeconds = LongStream.range(0, 1_000).map(i -> i * 10).toArray();

        assertThat(decisions(reset.atMost(1, TEN_SECONDS), everyTenSeconds)).containsOnly(Directive.RESET);
    }

    @Test
    void leavesTheDelayToThePolicyAndStopsWithoutOne() {
        SupervisionPolicy limited = Backoff.exponential(Duration.ofSeconds(1), TEN_SECONDS)
                .jitter(0)
                .atMost(1, TEN_SECONDS);

        assertThat(limited.decide(crashAt(0))).isEqualTo(Directive.RESET);
        assertThat(limited.delay(crashAt(0))).isEqualTo(Duration.ofSeconds(1));
        assertThat(limited.decide(crashAt(1))).isEqualTo(Directive.STOP);
        assertThat(limited.delay(crashAt(1))).isZero();
    }

    @Test
    void countsForEachActorAlone() {
        SupervisionPolicy limited = reset.atMost(1, TEN_SECONDS);

        for (int actor = 0; actor < 3; actor++) {
            assertThat(decisions(limited.forActor(), 0, 1)).containsExactly(Directive.RESET, Directive.STOP);
        }
    }

    @Test
    void givesEachActorThePolicyBehindItAnew() {
        SupervisionPolicy limited = Backoff.exponential(Duration.ofSeconds(1), TEN_SECONDS)
                .jitter(0)
                .atMost(5, TEN_SECONDS);
        SupervisionPolicy one = limited.forActor();
        decisions(one, 0, 1);

        SupervisionPolicy other = limited.forActor();
        decisions(other, 2);

        assertThat(other.delay(crashAt(2))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void mayLimitALimit() {
        SupervisionPolicy hourAndMinute = reset.atMost(2, Duration.ofMinutes(1)).atMost(3, Duration.ofHours(1));

        assertThat(decisions(hourAndMinute, 0, 100, 200, 300))
                .containsExactly(Directive.RESET, Directive.RESET, Directive.RESET, Directive.STOP);
        assertThat(decisions(hourAndMinute.forActor(), 0, 1, 2))
                .containsExactly(Directive.RESET, Directive.RESET, Directive.STOP);
    }

    @Test
    void takesAWindowThatNeverEnds() {
        assertThat(decisions(reset.atMost(2, ChronoUnit.FOREVER.getDuration()), 1, 1_000_000, 2_000_000))
                .containsExactly(Directive.RESET, Directive.RESET, Directive.STOP);
    }

    @Test
    void refusesALimitThatAllowsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> reset.atMost(0, TEN_SECONDS));
        assertThatIllegalArgumentException().isThrownBy(() -> reset.atMost(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> reset.atMost(1, TEN_SECONDS.negated()));
    }

    private static Stream<Directive> decisions(SupervisionPolicy policy, long... crashesAt) {
        return LongStream.of(crashesAt).mapToObj(second -> policy.decide(crashAt(second))).toList().stream();
    }
}

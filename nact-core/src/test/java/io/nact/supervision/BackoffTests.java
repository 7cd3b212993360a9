package io.nact.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void resets() {
        assertThat(Backoff.exponential(SECOND, TEN_SECONDS).decide(crashAt(0))).isEqualTo(Directive.RESET);
    }

    @Test
    void doublesTheWaitUpToTheMaximum() {
        SupervisionPolicy backoff = Backoff.exponential(SECOND, TEN_SECONDS).jitter(0);

        assertThat(waits(backoff, 0, 1, 2, 3, 4, 5))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void startsAnewOnceTheActorWasCalmForTwiceTheMaximum() {
        SupervisionPolicy backoff = Backoff.exponential(SECOND, TEN_SECONDS).jitter(0);

        assertThat(waits(backoff, 0, 20, 41))
                .as("calm means longer than 20 seconds since the crash before")
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void stretchesTheWaitByARandomPart() {
        SupervisionPolicy backoff = Backoff.exponential(SECOND, SECOND).jitter(0.5);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            waits.addAll(waits(backoff, i));
        }

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(SECOND, Duration.ofMillis(1500)));
        assertThat(waits)
                .as("actors that failed together do not come back together")
                .doesNotHaveDuplicates();
    }

    @Test
    void givesEachActorASeriesOfItsOwn() {
        SupervisionPolicy backoff = Backoff.exponential(SECOND, TEN_SECONDS).jitter(0);
        SupervisionPolicy one = backoff.forActor();
        SupervisionPolicy other = backoff.forActor();

        assertThat(waits(one, 0, 1, 2)).last().isEqualTo(Duration.ofSeconds(4));
        assertThat(waits(other, 3)).containsExactly(SECOND);
        assertThat(waits(backoff.forActor(), 3)).containsExactly(SECOND);
    }

    @Test
    void keepsToAnEnormousMaximumHoweverOftenTheActorCrashes() {
        for (Duration max : List.of(Duration.ofDays(365_000), Duration.ofSeconds(Long.MAX_VALUE))) {
            SupervisionPolicy backoff = Backoff.exponential(SECOND, max);
            for (int i = 0; i < 100; i++) {
                assertThat(waits(backoff, i))
                        .first()
                        .satisfies(wait -> assertThat(wait).isBetween(SECOND, max));
            }
        }
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.exponential(Duration.ZERO, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.exponential(SECOND.negated(), SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.exponential(TEN_SECONDS, SECOND));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesJitterThatIsNoPart(double part) {
        Backoff backoff = Backoff.exponential(SECOND, TEN_SECONDS);

        assertThatIllegalArgumentException().isThrownBy(() -> backoff.jitter(part));
    }

    private static List<Duration> waits(SupervisionPolicy policy, long... crashesAt) {
        List<Duration> waits = new ArrayList<>();
        for (long second : crashesAt) {
            Crash crash = crashAt(second);
            policy.decide(crash);
            waits.add(policy.delay(crash));
        }
        return waits;
    }

    static Crash crashAt(long second) {
        return new Crash(
                ActorPath.root("test").child("actor"),
                null,
                "message",
                new IllegalStateException("boom"),
                1,
                Duration.ofSeconds(second));
    }
}

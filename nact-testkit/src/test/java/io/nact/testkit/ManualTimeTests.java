package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.time.Scheduler.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTests {

    private final ManualTime time = new ManualTime();

    private final List<String> ran = new ArrayList<>();

    private Timer in(int seconds, String name) {
        return time.schedule(
                Duration.ofSeconds(seconds),
                () -> ran.add(name + "@" + time.elapsed().toSeconds()));
    }

    @Test
    void standsStillByItself() {
        long before = time.nanoTime();
        in(0, "now");

        assertThat(time.nanoTime()).isEqualTo(before);
        assertThat(ran).isEmpty();
        assertThat(time.pending()).isOne();
    }

    @Test
    void runsWhatFallsDueInOrderEachAtItsOwnTime() {
        in(3, "c");
        in(1, "a");
        in(3, "d");
        in(2, "b");
        in(9, "later");

        time.advance(Duration.ofSeconds(5));

        assertThat(ran).containsExactly("a@1", "b@2", "c@3", "d@3");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(time.pending()).isOne();
    }

    @Test
    void runsWhatBecomesDueMeanwhile() {
        time.schedule(Duration.ofSeconds(1), () -> in(2, "then"));

        time.advance(Duration.ofSeconds(3));

        assertThat(ran).containsExactly("then@3");
    }

    @Test
    void runsWhatIsDueAtOnceWithoutTimePassing() {
        in(0, "now");
        in(-5, "long ago");

        time.advance(Duration.ZERO);

        assertThat(ran).containsExactly("now@0", "long ago@0");
    }

    @Test
    void forgetsWhatIsCalledOff() {
        in(2, "other");
        Timer off = in(1, "off");
        in(1, "stays").cancel();
        off.cancel();
        off.cancel();

        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("other@2");
    }

    @Test
    void readsAcrossTheEndOfTheNumbers() {
        long before = time.nanoTime();

        time.advance(Duration.ofSeconds(4));

        assertThat(time.nanoTime()).as("an overflow").isNegative();
        assertThat(time.nanoTime() - before).isEqualTo(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void takesDelaysThatNeverCome() {
        time.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));
        time.advance(Duration.ofDays(10_000));

        assertThat(ran).isEmpty();
    }

    @Test
    void forgetsWhatIsDueWhenItIsClosed() {
        in(1, "never");

        time.close();
        time.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
    }

    @Test
    void doesNotGoBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofSeconds(-1)));
    }
}

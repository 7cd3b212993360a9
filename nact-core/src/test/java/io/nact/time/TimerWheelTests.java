package io.nact.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTests {

    /** Ticks of 146 years, and a little more. */
    private static final long FARTHEST = (1L << 42) + 100;

    private final TimerWheel wheel = new TimerWheel();

    private PendingTimer add(long tick) {
        PendingTimer timer = new PendingTimer(tick, () -> {});
        wheel.add(timer);
        return timer;
    }

    private List<PendingTimer> due() {
        List<PendingTimer> due = new ArrayList<>();
        for (PendingTimer timer = wheel.poll(); timer != null; timer = wheel.poll()) {
            due.add(timer);
        }
        return due;
    }

    @Test
    void hasNothingToDoWhileItIsEmpty() {
        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
        assertThat(wheel.poll()).isNull();

        wheel.advance(1_000_000);

        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
        assertThat(wheel.poll()).isNull();
    }

    @Test
    void hasATimerDueAtItsTickAndNotBefore() {
        PendingTimer timer = add(5_000);

        wheel.advance(4_999);
        assertThat(due()).isEmpty();
        assertThat(wheel.contains(timer)).isTrue();

        wheel.advance(5_000);
        assertThat(due()).containsExactly(timer);
        assertThat(wheel.contains(timer)).isFalse();
    }

    @Test
    void hasATimerOfThePastDueAtOnce() {
        wheel.advance(100);

        PendingTimer past = add(0);
        PendingTimer present = add(100);

        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
        assertThat(due()).containsExactly(past, present);
    }

    @Test
    void doesNotGoBack() {
        wheel.advance(100);

        wheel.advance(50);

        PendingTimer past = add(60);
        assertThat(due()).containsExactly(past);
    }

    @Test
    void keepsTheOrderOfThoseOfOneTickHoweverFarAwayTheyWereAdded() {
        PendingTimer first = add(300_000);
        wheel.advance(290_000);
        PendingTimer second = add(300_000);
        wheel.advance(299_990);
        PendingTimer third = add(300_000);
        wheel.advance(300_000);
        PendingTimer late = add(300_000);

        assertThat(due()).containsExactly(first, second, third, late);
    }

    @Test
    void hasTheEarlierDueFirstWhenTheTimeLeaps() {
        PendingTimer last = add(1_000_000);
        PendingTimer second = add(70);
        PendingTimer first = add(3);
        PendingTimer third = add(5_000);

        wheel.advance(2_000_000);

        assertThat(due()).containsExactly(first, second, third, last);
    }

    /** So a wait for something far away is interrupted only so often. */
    @ParameterizedTest
    @ValueSource(longs = {1, 63, 64, 4_095, 4_096, 1_000_000, 123_456_789_012L, FARTHEST})
    void movesATimerSevenTimesAtMost(long tick) {
        wheel.advance(1);
        add(1 + tick);
        int looks = 0;

        while (due().isEmpty()) {
            assertThat(wheel.next()).isLessThanOrEqualTo(1 + tick);
            wheel.advance(wheel.next());
            looks++;
        }

        assertThat(looks).isBetween(1, 8);
    }

    @Test
    void forgetsWhatIsTakenOut() {
        PendingTimer first = add(7);
        PendingTimer second = add(7);
        PendingTimer third = add(7);
        PendingTimer far = add(FARTHEST);

        wheel.remove(second);
        assertThat(wheel.next()).isEqualTo(7);
        wheel.remove(first);
        wheel.remove(third);

        assertThat(wheel.next()).isGreaterThan(7);
        wheel.remove(far);
        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
        wheel.advance(FARTHEST);
        assertThat(due()).isEmpty();
    }

    @Test
    void forgetsWhatIsTakenOutWhenItIsDue() {
        PendingTimer first = add(7);
        PendingTimer second = add(8);
        wheel.advance(10);

        wheel.remove(first);

        assertThat(wheel.contains(first)).isFalse();
        assertThat(due()).containsExactly(second);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASortedList(long seed) {
        Random random = new Random(seed);
        List<PendingTimer> expected = new ArrayList<>();
        long now = 0;
        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> expected.add(add(now + someTicks(random, 42)));
                case 3 -> {
                    if (!expected.isEmpty()) {
                        wheel.remove(expected.remove(random.nextInt(expected.size())));
                    }
                }
                case 4 -> now += someTicks(random, 20);
                default -> now = wheel.next() == TimerWheel.NEVER ? now : Math.max(now, wheel.next());
            }
            wheel.advance(now);
            assertDue(expected, now);
        }
    }

    /** As many near as far. */
    private static long someTicks(Random random, int bits) {
        return random.nextLong() >>> Long.SIZE - 1 - random.nextInt(bits);
    }

    private void assertDue(List<PendingTimer> expected, long now) {
        expected.sort(Comparator.comparingLong(timer -> timer.tick));
        int due = 0;
        while (due < expected.size() && expected.get(due).tick <= now) {
            assertThat(wheel.poll()).isSameAs(expected.get(due));
            due++;
        }
        assertThat(wheel.poll()).isNull();
        expected.subList(0, due).clear();
        long earliest = expected.isEmpty() ? TimerWheel.NEVER : expected.get(0).tick;
        assertThat(wheel.next()).isBetween(Math.min(now + 1, earliest), earliest);
    }
}

package io.nact.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimerInboxTests {

    private final AtomicInteger wakeUps = new AtomicInteger();

    private final TimerInbox inbox = new TimerInbox(wakeUps::incrementAndGet);

    private final TimerWheel wheel = new TimerWheel();

    private PendingTimer put(long tick) {
        PendingTimer timer = new PendingTimer(tick, () -> {});
        inbox.put(timer);
        return timer;
    }

    /** What the clock does when there is nothing due. */
    private void goToRest() {
        inbox.takeOver(wheel);
        while (inbox.rest(wheel.next()) == TimerInbox.AWAKE) {
            inbox.takeOver(wheel);
        }
    }

    @Test
    void handsOverInTheOrderOfArrival() {
        List<PendingTimer> put = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            put.add(put(0));
        }

        assertThat(inbox.takeOver(wheel)).isTrue();

        put.forEach(timer -> assertThat(wheel.poll()).isSameAs(timer));
        assertThat(wheel.poll()).isNull();
    }

    @Test
    void doesNotHandOverWhatIsCancelledBefore() {
        put(100).cancel();

        inbox.takeOver(wheel);

        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
    }

    @Test
    void takesOutOfTheWheelWhatIsCancelledThere() {
        PendingTimer cancelled = put(100);
        PendingTimer other = put(200);
        inbox.takeOver(wheel);

        cancelled.cancel();
        assertThat(cancelled.isAwaited()).isFalse();
        inbox.takeOver(wheel);

        assertThat(wheel.contains(cancelled)).isFalse();
        assertThat(wheel.contains(other)).isTrue();
    }

    @Test
    void bearsWhatIsCancelledWhenItIsDueOrHasRun() {
        PendingTimer due = put(1);
        PendingTimer ran = put(1);
        PendingTimer stillDue = put(1);
        inbox.takeOver(wheel);
        wheel.advance(1);
        assertThat(wheel.poll()).isSameAs(due);
        due.cancel();
        assertThat(wheel.poll()).isSameAs(ran);
        assertThat(ran.take()).isNotNull();
        ran.cancel();
        stillDue.cancel();

        inbox.takeOver(wheel);

        assertThat(wheel.poll()).isNull();
    }

    @Test
    void hasTheClockLookOnceMoreBeforeItRests() {
        inbox.takeOver(wheel);

        assertThat(inbox.rest(TimerWheel.NEVER)).isEqualTo(TimerInbox.AWAKE);
        assertThat(inbox.rest(TimerWheel.NEVER)).isEqualTo(TimerWheel.NEVER);
    }

    @Test
    void hasTheClockWakeForWhatCameBeforeItRested() {
        assertThat(inbox.rest(1_000)).isEqualTo(TimerInbox.AWAKE);

        assertThat(inbox.rest(500)).isEqualTo(TimerInbox.AWAKE);

        assertThat(inbox.rest(500)).isEqualTo(500);
    }

    @Test
    void leavesAClockAloneThatIsAwake() {
        put(0);
        put(1);
        goToRest();
        inbox.endRest();
        put(0);

        assertThat(wakeUps).hasValue(0);
    }

    @Test
    void wakesTheClockForWhatIsDueBeforeItWouldWake() {
        put(50);
        goToRest();

        put(49);

        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void leavesTheClockAtRestForWhatIsDueLater() {
        put(50);
        goToRest();

        put(50);
        put(51);

        assertThat(wakeUps).hasValue(0);
    }

    @Test
    void wakesTheClockOnceForMany() {
        goToRest();

        put(3);
        put(2);
        put(1);

        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void wakesTheClockWhenAPileHasCome() {
        put(50);
        goToRest();

        for (int i = 1; i < TimerInbox.PILE; i++) {
            put(1_000_000).cancel();
        }
        assertThat(wakeUps).hasValue(0);
        put(1_000_000);

        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void countsWhatIsCancelledInTheWheelIntoThePile() {
        put(50);
        List<PendingTimer> timers = new ArrayList<>();
        for (int i = 0; i < TimerInbox.PILE; i++) {
            timers.add(put(1_000_000));
        }
        goToRest();

        timers.forEach(PendingTimer::cancel);

        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void dropsWhatItHoldsAndWhatComesWhenItIsClosed() {
        put(5);
        goToRest();

        inbox.close();
        inbox.close();
        PendingTimer late = put(5);

        assertThat(inbox.takeOver(wheel)).isFalse();
        assertThat(late.isAwaited()).isFalse();
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void bearsWhatIsCancelledAfterItsClose() {
        PendingTimer timer = put(5);
        inbox.takeOver(wheel);
        inbox.close();

        timer.cancel();

        assertThat(timer.isAwaited()).isFalse();
        assertThat(inbox.takeOver(wheel)).isFalse();
    }
}

package io.nact.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTests {

    private static final long SECOND = 1_000_000_000L;

    private final Throttle throttle = new Throttle();

    @Test
    void letsSoManyThroughEachSecondAndSaysHowManyItLeftOut() {
        for (int i = 0; i < Throttle.PER_SECOND; i++) {
            assertThat(throttle.admit(-5)).isZero();
        }
        for (int i = 0; i < 7; i++) {
            assertThat(throttle.admit(SECOND - 6)).isEqualTo(Throttle.KEPT_BACK);
        }

        assertThat(throttle.admit(SECOND - 5)).isEqualTo(7);
        assertThat(throttle.admit(SECOND - 5)).isZero();
    }

    @Test
    void losesNoneIfManyThreadsComeAtOnce() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        AtomicLong counted = new AtomicLong();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int now = 0; now < each; now++) {
                    long left = throttle.admit(now * (SECOND / 1000));
                    counted.addAndGet(left == Throttle.KEPT_BACK ? 0 : left + 1);
                }
            });
            all.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }

        long last = throttle.admit(Long.MAX_VALUE / 2);
        assertThat(counted.get() + last).isEqualTo((long) threads * each);
    }
}

package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTests {

    private final AtomicLong now = new AtomicLong(-7);

    private final Breaker breaker = new Breaker(now::get);

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4);
        assertThat(breaker.isOpen()).isFalse();

        fail(1);

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void aSuccessEndsTheRow() {
        fail(4);
        breaker.succeeded();
        fail(4);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void letsOthersTryAfterFiveSeconds() {
        fail(5);
        now.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
        assertThat(breaker.isOpen()).isTrue();

        now.incrementAndGet();

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void opensAnewAtTheFirstFailureAfterARest() {
        fail(5);
        now.addAndGet(Duration.ofSeconds(6).toNanos());

        fail(1);

        assertThat(breaker.isOpen()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}

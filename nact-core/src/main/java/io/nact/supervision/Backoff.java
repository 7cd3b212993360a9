package io.nact.supervision;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Resets after a wait that doubles with each crash, up to a maximum.
 *
 * <p>The series starts anew once the actor has gone without a crash for twice the maximum. Each wait is stretched by a
 * random part ({@link #jitter}), so that actors that failed together do not come back together.
 */
public final class Backoff implements SupervisionPolicy {

    private static final double DEFAULT_JITTER = 0.2;

    /** A longer wait has no jitter, of which nobody would notice. */
    private static final Duration LONGEST_STRETCHED = Duration.ofDays(365);

    private final Duration first;

    private final Duration max;

    private final double jitter;

    private int attempt;

    private @Nullable Duration last;

    private Backoff(Duration first, Duration max, double jitter) {
        this.first = first;
        this.max = max;
        this.jitter = jitter;
    }

    /**
     * Waits from {@code first} to {@code max}.
     *
     * @throws IllegalArgumentException unless {@code 0 < first <= max}
     */
    public static Backoff exponential(Duration first, Duration max) {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "A back-off needs 0 < first <= max, not first %s and max %s".formatted(first, max));
        }
        return new Backoff(first, max, DEFAULT_JITTER);
    }

    /**
     * The same with each wait stretched by up to this part of it, 0.2 unless told; 0 makes the waits exact.
     *
     * @throws IllegalArgumentException unless between 0 and 1
     */
    public Backoff jitter(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("Jitter is a part between 0 and 1, not " + part);
        }
        return new Backoff(first, max, part);
    }

    @Override
    public Directive decide(Crash crash) {
        boolean calm = last != null && crash.uptime().minus(last).minus(max).compareTo(max) > 0;
        attempt = calm ? 1 : attempt + 1;
        last = crash.uptime();
        return Directive.RESET;
    }

    @Override
    public Duration delay(Crash crash) {
        Duration wait = first;
        for (int i = 1; i < attempt && wait.compareTo(max) < 0; i++) {
            wait = wait.compareTo(max.dividedBy(2)) > 0 ? max : wait.multipliedBy(2);
        }
        double part = jitter * random(crash);
        return wait.compareTo(LONGEST_STRETCHED) > 0 ? wait : wait.plusNanos((long) (wait.toNanos() * part));
    }

    /** From 0 to 1, another one for each actor and time; the same when the same things happen again, as in a simulation. */
    private static double random(Crash crash) {
        return new SplittableRandom(
                        31L * crash.actor().hashCode() + crash.uptime().toNanos())
                .nextDouble();
    }

    @Override
    public SupervisionPolicy forActor() {
        return new Backoff(first, max, jitter);
    }
}

package io.nact.supervision;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Leaves the first crashes of each window to another policy and stops at the next. One per actor. */
final class CrashLimit implements SupervisionPolicy {

    private final SupervisionPolicy policy;

    private final int limit;

    private final Duration window;

    private final Deque<Duration> recent = new ArrayDeque<>();

    CrashLimit(SupervisionPolicy policy, int limit, Duration window) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one crash must be allowed, not " + limit);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("The window must be longer than zero, not " + window);
        }
        this.policy = policy;
        this.limit = limit;
        this.window = window;
    }

    @Override
    public Directive decide(Crash crash) {
        while (!recent.isEmpty() && crash.uptime().minus(recent.getFirst()).compareTo(window) >= 0) {
            recent.removeFirst();
        }
        recent.addLast(crash.uptime());
        return recent.size() > limit ? Directive.STOP : policy.decide(crash);
    }

    @Override
    public Duration delay(Crash crash) {
        return recent.size() > limit ? Duration.ZERO : policy.delay(crash);
    }

    @Override
    public SupervisionPolicy forActor() {
        return new CrashLimit(policy.forActor(), limit, window);
    }
}

package io.nact.spring.test;

/** How the time of the actors passes in a test. */
public enum ActorTime {
    /** By itself. */
    REAL,
    /**
     * By hand: timers, timeouts and passivation wait until the test moves its {@link io.nact.testkit.ManualTime}. What
     * nobody answers is waited for until then, by {@code call} as well.
     */
    MANUAL
}

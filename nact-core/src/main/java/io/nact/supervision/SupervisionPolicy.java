package io.nact.supervision;

import java.time.Duration;

/**
 * Decides what a crash leads to. It runs in the turn of the actor that it belongs to, which is suspended meanwhile.
 *
 * <p>A policy that throws, or decides {@code null}, escalates.
 */
@FunctionalInterface
public interface SupervisionPolicy {

    /** The decision about this crash. */
    Directive decide(Crash crash);

    /**
     * How long the actor stays suspended before the decision is carried out; its messages wait. Asked once per crash,
     * after {@link #decide}.
     */
    default Duration delay(Crash crash) {
        return Duration.ZERO;
    }

    /** The policy for one more actor: a policy that keeps state answers a new one, so that actors do not share it. */
    default SupervisionPolicy forActor() {
        return this;
    }

    /** This policy for the first {@code crashes} crashes within a window that moves along, then {@link Directive#STOP}. */
    default SupervisionPolicy atMost(int crashes, Duration window) {
        return new CrashLimit(this, crashes, window);
    }

    /** The same decision about every crash. */
    static SupervisionPolicy always(Directive directive) {
        return crash -> directive;
    }
}

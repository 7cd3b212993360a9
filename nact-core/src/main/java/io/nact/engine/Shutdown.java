package io.nact.engine;

import java.time.Duration;

/**
 * The end of a system that is given time: the actors go on until nothing waits or goes on any more, at most for three
 * quarters of the time, and then stop. Looks on a thread of the dispatcher, now and then.
 */
final class Shutdown {

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** How much longer than a look it rests after it. */
    private static final int REST = 4;

    /** Also if the look has taken long, or somebody has set the clock meanwhile. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final LocalSystem system;

    private final Duration time;

    private final long end;

    Shutdown(LocalSystem system, Duration time) {
        this.system = system;
        // As long as no timeout is.
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        this.time = time.compareTo(longest) > 0 ? longest : time;
        this.end = system.scheduler().nanoTime() + this.time.toNanos();
    }

    void begin() {
        system.scheduler().schedule(time.multipliedBy(3).dividedBy(4), system::stop);
        system.runLater(this::look);
    }

    /**
     * How long an actor that is to stop now may take. However many of them hang one after the other, each below or above
     * the one before: all of it together ends in time.
     */
    Duration stopTimeout() {
        Duration left = Duration.ofNanos(Math.max(0, end - system.scheduler().nanoTime()));
        Duration part = left.dividedBy(2);
        Duration usual = system.options().stopTimeout();
        return part.compareTo(usual) < 0 ? part : usual;
    }

    private void look() {
        if (system.isStopping()) {
            return;
        }
        long begun = system.scheduler().nanoTime();
        if (isQuiet()) {
            system.stop();
        } else {
            Duration rest = Duration.ofNanos(REST * (system.scheduler().nanoTime() - begun));
            system.scheduler()
                    .schedule(
                            PAUSE.plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST),
                            () -> system.runLater(this::look));
        }
    }

    private boolean isQuiet() {
        Round first = Round.of(system);
        if (first == null
                || !system.underway().isNothing()
                || system.asks().stream().anyMatch(Ask::isInFlight)) {
            return false;
        }
        Round second = Round.of(system);
        return second != null && first.isConfirmedBy(second);
    }
}

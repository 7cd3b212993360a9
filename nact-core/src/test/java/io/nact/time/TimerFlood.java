package io.nact.time;

import java.time.Duration;

/** A program that schedules timers far ahead and cancels each a little later, by two threads. */
final class TimerFlood {

    private TimerFlood() {}

    public static void main(String[] arguments) throws InterruptedException {
        int count = Integer.parseInt(arguments[0]);
        int pending = Integer.parseInt(arguments[1]);
        try (Scheduler clock = Schedulers.systemTime("flooded")) {
            Thread other = new Thread(() -> flood(clock, count / 2, pending));
            other.start();
            flood(clock, count / 2, pending);
            other.join();
        }
    }

    private static void flood(Scheduler clock, int count, int pending) {
        Scheduler.Timer[] timers = new Scheduler.Timer[pending];
        for (int i = 0; i < count; i++) {
            Scheduler.Timer before = timers[i % pending];
            if (before != null) {
                before.cancel();
            }
            timers[i % pending] = clock.schedule(Duration.ofDays(30), () -> {
                throw new AssertionError("Not in thirty days");
            });
        }
    }
}

package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * All that actors can do, at random, for as long as {@code -Dnact.soak} says; {@code -Dnact.soak.seed} repeats what is
 * sent, if not the order in which it is handled. CONTRIBUTING.md has the command: no other build runs this, for the name
 * does not end in {@code Tests}.
 */
class Soak {

    private static final Duration DURATION = Duration.parse(System.getProperty("nact.soak", "PT10M"));

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long MEGABYTE = 1024 * 1024;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

    private final long seed =
            Long.getLong("nact.soak.seed", ThreadLocalRandom.current().nextLong(1_000_000));

    private final List<Long> heap = new ArrayList<>();

    @Test
    void nothingIsLostNorLeftBehind() {
        say("seed %d, %s, Java %s", seed, DURATION, Runtime.version());
        List<Turmoil> turmoils =
                Engines.available().map(engine -> new Turmoil(engine, seed)).toList();
        watch(turmoils);
        turmoils.forEach(this::end);
        say("heap in MB: %s, and at the end %d", heap, usedMegabytes());

        // The first ten seconds are those in which classes are loaded and threads started.
        int some = Math.max(1, Math.min(6, (heap.size() - 1) / 3));
        double first = average(heap.subList(1, 1 + some));
        double last = average(heap.subList(heap.size() - some, heap.size()));
        assertThat(last).as("megabytes, of %s", heap).isLessThan(1.5 * first + 16);
    }

    /** Says each period how it goes; fails when nothing has ended for too long. */
    private void watch(List<Turmoil> turmoils) {
        long start = System.nanoTime();
        long[] ended = new long[turmoils.size()];
        long[] since = new long[turmoils.size()];
        long endedBefore = 0;
        long handledBefore = 0;
        long period = 1;
        while (System.nanoTime() - start < DURATION.toNanos()) {
            LockSupport.parkNanos(100_000_000);
            long now = System.nanoTime() - start;
            for (int i = 0; i < ended.length; i++) {
                long count = turmoils.get(i).ended();
                if (count > ended[i]) {
                    ended[i] = count;
                    since[i] = now;
                } else if (now - since[i] > PATIENCE.toNanos()) {
                    throw stuck("Nothing has ended for " + PATIENCE + ": " + turmoils);
                }
            }
            if (now >= period * PERIOD.toNanos()) {
                long all = turmoils.stream().mapToLong(Turmoil::ended).sum();
                long handled = turmoils.stream().mapToLong(Turmoil::handled).sum();
                heap.add(usedMegabytes());
                say(
                        "%4d s: %,d messages/s, of them %,d handled, %d live actors, %d pending timers, %d MB",
                        now / 1_000_000_000,
                        (all - endedBefore) / PERIOD.toSeconds(),
                        (handled - handledBefore) / PERIOD.toSeconds(),
                        turmoils.stream().mapToLong(Turmoil::live).sum(),
                        turmoils.stream().mapToLong(Turmoil::pendingTimers).sum(),
                        heap.get(heap.size() - 1));
                endedBefore = all;
                handledBefore = handled;
                period++;
            }
        }
    }

    private void end(Turmoil turmoil) {
        try {
            turmoil.end();
        } catch (RuntimeException | AssertionError failure) {
            throw stuck("It has not ended well, with seed " + seed + ": " + turmoil, failure);
        }
        say("%s", turmoil);
    }

    private static AssertionError stuck(String what, Throwable... cause) {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            say("%s %s", thread, thread.getState());
            for (StackTraceElement frame : stack) {
                say("    at %s", frame);
            }
        });
        return new AssertionError(what, cause.length == 0 ? null : cause[0]);
    }

    private long usedMegabytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static double average(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}

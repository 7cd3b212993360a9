package io.nact.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRingTests {

    private static final int CAPACITY = 64;

    private final TaskRing ring = new TaskRing(CAPACITY);

    @Test
    void givesTasksInTheOrderTheyCameIn() {
        List<Runnable> tasks = tasks(3 * CAPACITY);
        for (int lap = 0; lap < 3; lap++) {
            List<Runnable> some = tasks.subList(lap * 50, lap * 50 + 50);
            some.forEach(task -> assertThat(ring.offer(task)).isTrue());
            some.forEach(task -> assertThat(ring.poll()).isSameAs(task));
        }
    }

    @Test
    void isEmptyUntilATaskIsPutAndWhenAllAreTaken() {
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.poll()).isNull();
        ring.offer(() -> {});
        assertThat(ring.isEmpty()).isFalse();
        ring.poll();
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.poll()).isNull();
    }

    @Test
    void refusesWhatItHasNoPlaceFor() {
        tasks(CAPACITY).forEach(task -> assertThat(ring.offer(task)).isTrue());

        assertThat(ring.offer(() -> {})).isFalse();
        assertThat(ring.poll()).isNotNull();
        assertThat(ring.offer(() -> {})).isTrue();
    }

    /** With few places, takers and putters of different laps meet at the same place. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void givesEachTaskOnceToManyTakersOfManyPutters(int capacity) throws Exception {
        TaskRing ring = new TaskRing(capacity);
        int putters = 2;
        int takers = 2;
        int each = 200_000;
        AtomicIntegerArray runs = new AtomicIntegerArray(putters * each);
        AtomicInteger left = new AtomicInteger(putters * each);
        ExecutorService threads = Executors.newFixedThreadPool(putters + takers);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < putters; i++) {
                int first = i * each;
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int number = first; number < first + each; number++) {
                                int mine = number;
                                while (!ring.offer(() -> runs.incrementAndGet(mine))) {
                                    Thread.yield();
                                }
                            }
                        },
                        threads));
            }
            for (int i = 0; i < takers; i++) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            while (left.get() > 0) {
                                Runnable task = ring.poll();
                                if (task != null) {
                                    task.run();
                                    left.decrementAndGet();
                                } else {
                                    Thread.yield();
                                }
                            }
                        },
                        threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        } finally {
            left.set(0);
            threads.shutdownNow();
        }

        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).isOne();
        }
        assertThat(ring.isEmpty()).isTrue();
    }

    private static List<Runnable> tasks(int count) {
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(() -> assertThat(number).isNotNegative());
        }
        return tasks;
    }
}

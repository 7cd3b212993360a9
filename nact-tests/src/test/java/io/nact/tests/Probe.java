package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Behavior;
import io.nact.Behaviors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What actors did, in the order in which they did it, for a test to wait for. */
final class Probe<T> {

    private final BlockingQueue<T> seen = new LinkedBlockingQueue<>();

    void saw(T event) {
        seen.add(event);
    }

    /** An actor that puts down what it is told. */
    Behavior<T> behavior() {
        return Behaviors.<T>stateless((message, context) -> saw(message)).concurrency(1);
    }

    /** The next event, waited for. */
    T next() {
        try {
            T event = seen.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("the next event, which never came").isNotNull();
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** The next so many events, waited for. */
    List<T> next(int events) {
        List<T> next = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            next.add(next());
        }
        return next;
    }

    /** Waits for these events, which must be the next ones, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    final void expect(T... events) {
        for (int i = 0; i < events.length; i++) {
            T event;
            try {
                event = seen.poll(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted", e);
            }
            assertThat(event).as("event %d of %s", i + 1, List.of(events)).isEqualTo(events[i]);
        }
    }

    /** Waits for these events, which must be the next ones, in whatever order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    final void expectInAnyOrder(T... events) {
        assertThat(next(events.length)).containsExactlyInAnyOrder(events);
    }

    /** What has happened and has not been asked for yet. */
    List<T> soFar() {
        return List.copyOf(seen);
    }
}

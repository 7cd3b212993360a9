package io.nact.testkit;

import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The trace of a run that still goes on: the steps, and under each what came of it. */
final class SteppedTrace {

    private final List<String> steps = new ArrayList<>();

    private final StringBuilder step = new StringBuilder();

    private int count;

    private int threads;

    private boolean ended;

    private Duration elapsed = Duration.ZERO;

    int nextThread() {
        return ++threads;
    }

    void begin(String who, ManualTime time) {
        close();
        count++;
        Duration now = time.elapsed();
        if (!now.equals(elapsed)) {
            step.append('+').append(now.toString().substring(2).toLowerCase(Locale.ROOT)).append(' ');
            elapsed = now;
        }
        step.append(who);
    }

    private void close() {
        if (!step.isEmpty()) {
            if (!ended) {
                steps.add(step.toString());
            }
            step.setLength(0);
        }
    }

    /** What follows belongs to the system's stop and is not told. */
    void end() {
        close();
        ended = true;
    }

    /** Another limit's worth of steps. */
    void allowMore() {
        count = 0;
    }

    int count() {
        return count;
    }

    void takes(Object message) {
        step.append(" takes ").append(TraceText.of(message));
    }

    void event(ActorEvent event) {
        step.append("; ").append(Step.name(event.actor())).append(' ').append(what(event));
    }

    private static String what(ActorEvent event) {
        return event instanceof ActorEvent.Crashed crashed
                ? "crashed: " + TraceText.of(crashed.cause())
                : event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    void deadLetter(DeadLetter letter) {
        step.append("; dead letter ")
                .append(TraceText.of(letter.message()))
                .append(" to ")
                .append(Step.name(letter.receiver()))
                .append(" (")
                .append(letter.reason().name().toLowerCase(Locale.ROOT))
                .append(')');
    }

    List<String> steps() {
        List<String> all = new ArrayList<>(steps);
        if (!ended && !step.isEmpty()) {
            all.add(step.toString());
        }
        return all;
    }
}

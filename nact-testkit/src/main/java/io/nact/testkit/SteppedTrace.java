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

    private String who = "";

    private boolean noted;

    private int count;

    private int threads;

    private boolean ended;

    private Duration elapsed = Duration.ZERO;

    int nextThread() {
        return ++threads;
    }

    void begin(String taker, ManualTime time) {
        close();
        who = taker;
        noted = false;
        count++;
        Duration now = time.elapsed();
        if (!now.equals(elapsed)) {
            step.append('+')
                    .append(now.toString().substring(2).toLowerCase(Locale.ROOT))
                    .append(' ');
            elapsed = now;
        }
        step.append(taker);
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
        note("takes " + TraceText.of(message));
    }

    void event(ActorEvent event) {
        String actor = Step.name(event.actor());
        note(actor.equals(who) ? what(event) : actor + " " + what(event));
    }

    private static String what(ActorEvent event) {
        return event instanceof ActorEvent.Crashed crashed
                ? "crashed: " + TraceText.of(crashed.cause())
                : event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    void deadLetter(DeadLetter letter) {
        note("dead letter %s to %s (%s)"
                .formatted(
                        TraceText.of(letter.message()),
                        Step.name(letter.receiver()),
                        letter.reason().name().toLowerCase(Locale.ROOT)));
    }

    private void note(String text) {
        step.append(step.isEmpty() ? "" : noted ? ", " : ": ").append(text);
        noted = true;
    }

    List<String> steps() {
        List<String> all = new ArrayList<>(steps);
        if (!ended && !step.isEmpty()) {
            all.add(step.toString());
        }
        return all;
    }
}

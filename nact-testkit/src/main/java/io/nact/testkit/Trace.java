package io.nact.testkit;

import java.util.List;

/**
 * What happened in one run of a simulation, step by step. Two runs are the same if their traces are equal.
 *
 * @param seed what decided the run
 * @param steps who took each step, and what came of it
 */
public record Trace(long seed, List<String> steps) {

    /** A trace of these steps, as they are now. */
    public Trace {
        steps = List.copyOf(steps);
    }

    /** The same steps of whichever seed. */
    Trace anonymous() {
        return new Trace(0, steps);
    }

    /** The last steps, a line each. */
    String last(int most) {
        StringBuilder lines = new StringBuilder();
        for (int i = Math.max(0, steps.size() - most); i < steps.size(); i++) {
            lines.append("%5d  %s%n".formatted(i + 1, steps.get(i)));
        }
        return lines.toString();
    }

    /** The number of the first step in which the other one differs, from 1 on; 0 if none does. */
    int firstDifference(Trace other) {
        int common = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < common; i++) {
            if (!steps.get(i).equals(other.steps.get(i))) {
                return i + 1;
            }
        }
        return steps.size() == other.steps.size() ? 0 : common + 1;
    }

    /** The steps, a line each. */
    @Override
    public String toString() {
        return "Seed %d:%n%s".formatted(seed, last(steps.size()));
    }
}

package io.nact.engine;

import io.nact.AskCycleException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Suspended turns that wait for one another in a circle, so that none would ever end.
 *
 * <p>Each actor that handles one message at a time waits for at most one other, so a circle is found by following the
 * asks. Turns of an actor that handles several messages are left out: another one may still answer. So are asks whose
 * answer an earlier turn has promised, which whoever has the reference may give, and stages of which it is not known what
 * they wait for; there the deadline decides.
 */
/*
 * The last of the turns to wait finds the circle: a turn publishes what it awaits (volatile) before it looks at the
 * others. While it looks, an ask that it has passed may be answered and its actor wait for another one, which makes a
 * circle of edges that never were there together. An ask never becomes open again; so edges that are all still there when
 * they are looked at a second time were all there in between.
 */
final class WaitCycle {

    private WaitCycle() {}

    /** Fails what this turn waits for if the turn is part of a circle. */
    static void breakAt(Turn<?> turn) {
        List<Ask<?>> circle = circleFrom(turn);
        if (circle != null && circle.equals(circleFrom(turn))) {
            circle.get(0).failAside(new AskCycleException(describe(turn, circle)));
        }
    }

    /** The asks from one actor to the next until it comes back to this turn's; null if it does not. */
    private static @Nullable List<Ask<?>> circleFrom(Turn<?> start) {
        List<Ask<?>> asks = new ArrayList<>();
        List<Turn<?>> passed = new ArrayList<>();
        Ask<?> ask = start.awaited();
        while (ask != null && ask.isAwaited()) {
            Cell<?> target = ask.actor();
            if (target == null || !target.life().isSequential()) {
                return null;
            }
            Turn<?> next = target.life();
            // Read before what it has in hand, which it has written before.
            Ask<?> further = next.awaited();
            if (ask.hasBegun() && next.ask() != ask) {
                return null;
            }
            asks.add(ask);
            if (next == start) {
                return asks;
            }
            if (passed.contains(next)) {
                return null;
            }
            passed.add(next);
            ask = further;
        }
        return null;
    }

    private static String describe(Turn<?> turn, List<Ask<?>> circle) {
        String way = circle.stream()
                .map(ask -> "%s to %s".formatted(ask.messageName(), ask.targetPath()))
                .collect(Collectors.joining(", "));
        return "%s waits for itself: its turn on %s has asked %s. Let one of them answer later, by replyTo and pipeToSelf"
                .formatted(turn.path(), turn.messageName(), way);
    }
}

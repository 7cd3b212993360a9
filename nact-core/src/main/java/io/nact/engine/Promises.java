package io.nact.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The asks that one actor has taken over and not answered when their turns ended. If its life ends first, they fail at
 * once instead of waiting for their timeouts. Takes no room while there are none. For the
 * owner, and for whoever abandons the actor; hence the monitor.
 */
final class Promises {

    private static final int FIRST_SWEEP = 16;

    private @Nullable List<Ask<?>> promised;

    private int sweepAt = FIRST_SWEEP;

    synchronized void add(Ask<?> ask) {
        List<Ask<?>> asks = promised;
        if (asks == null) {
            asks = new ArrayList<>();
            promised = asks;
        } else if (asks.size() >= sweepAt) {
            asks.removeIf(kept -> !kept.isPromised());
            sweepAt = Math.max(FIRST_SWEEP, 2 * asks.size());
        }
        asks.add(ask);
    }

    /** Whether somebody still waits for one of them. */
    synchronized boolean areOpen() {
        if (promised != null) {
            promised.removeIf(kept -> !kept.isPromised());
            promised = promised.isEmpty() ? null : promised;
        }
        return promised != null;
    }

    /** Fails them. */
    synchronized void fail() {
        if (promised != null) {
            promised.forEach(Ask::lifeEnded);
            promised = null;
        }
    }
}

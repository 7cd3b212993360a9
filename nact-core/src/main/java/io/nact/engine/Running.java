package io.nact.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** What the threads of a system do at a moment: which actors they run, and which turns. */
final class Running {

    /** Actors and turns. */
    private final Set<Object> run = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<String, Integer> busy = new HashMap<>();

    private final LocalSystem system;

    private Running(LocalSystem system) {
        this.system = system;
    }

    static Running of(LocalSystem system) {
        Running running = new Running(system);
        system.watchdog().threads().forEach(running::look);
        return running;
    }

    private void look(Activation thread) {
        Turn<?> turn = thread.observedTurn();
        Cell<?> runs = thread.observedActor();
        // Beside others a turn is run without the actor.
        Cell<?> actor = runs == null && turn != null ? turn.cell : runs;
        if (actor == null || actor.system() != system) {
            return;
        }
        busy.merge(actor.dispatcher().name(), 1, Integer::sum);
        if (runs != null) {
            run.add(runs);
        }
        if (turn != null) {
            run.add(turn);
        }
    }

    /** How many threads run actors of this dispatcher. */
    int busy(String dispatcher) {
        return busy.getOrDefault(dispatcher, 0);
    }

    /** For how many threads the actor waits. */
    int queued(Cell<?> actor) {
        boolean waits = !actor.isAtRest() && !run.contains(actor) && !run.contains(actor.life());
        int queued = waits ? 1 : 0;
        for (Turn<?> turn : actor.life().turnsBeside()) {
            queued += turn.isWaiting() || run.contains(turn) ? 0 : 1;
        }
        return queued;
    }
}

package io.nact.engine;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody saw who went round all actors of a system and found none with anything to do: which actors there were, and
 * how often all of them together had been run. Any thread.
 */
/*
 * While one goes round, an actor that has not been visited may send to one that has. So one goes round twice: if the same
 * actors are found at rest again, and none of them has been run meanwhile, there was a moment between the rounds at which
 * all of them rested at once, with nothing in any mailbox.
 */
final class Round {

    private final List<Cell<?>> actors = new ArrayList<>();

    private long runs;

    private Round() {}

    /** Goes round; nothing if it meets an actor that has something to do. */
    static @Nullable Round of(LocalSystem system) {
        Round round = new Round();
        round.actors.add(system.root());
        for (int i = 0; i < round.actors.size(); i++) {
            Cell<?> actor = round.actors.get(i);
            if (!round.visit(actor)) {
                return null;
            }
            round.actors.addAll(actor.childrenNow());
        }
        return round;
    }

    private boolean visit(Cell<?> actor) {
        if (!actor.isOwned()) {
            // Nobody waits for it any more.
            return true;
        }
        // Rest before and after the count is read: a run that has ended is in it, and one that begins now is seen.
        if (!actor.isAtRest()) {
            return false;
        }
        runs += actor.life().runs();
        VarHandle.acquireFence();
        return actor.isAtRest() && actor.life().hasNothingToDo();
    }

    /** Whether there was a moment, after this round and before the other, at which no actor had anything to do. */
    boolean isConfirmedBy(Round later) {
        if (runs != later.runs || actors.size() != later.actors.size()) {
            return false;
        }
        for (int i = 0; i < actors.size(); i++) {
            // By identity: a successor of the same name is equal.
            if (actors.get(i) != later.actors.get(i)) {
                return false;
            }
        }
        return true;
    }
}

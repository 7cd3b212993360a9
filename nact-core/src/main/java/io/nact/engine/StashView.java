package io.nact.engine;

import io.nact.Stash;

/** An actor's stash as one of its turns sees it. */
record StashView(Turn<?> turn) implements Stash {

    @Override
    public boolean add() {
        return turn.setAside(isFull());
    }

    @Override
    public void unstash(int messages) {
        turn.cell.life().extras().backlog().unstash(messages);
        if (!turn.cell.life().isSequential()) {
            turn.cell.signal(new Signal.PutBack());
        }
    }

    @Override
    public int size() {
        return turn.cell.life().extras().stashed();
    }

    @Override
    public int capacity() {
        return turn.cell.behavior().options().stashCapacity();
    }
}

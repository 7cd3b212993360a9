package io.nact.persistence;

import io.nact.Stash;
import java.util.function.Consumer;

/**
 * A stash that gives back later what it holds. Setting the message in hand aside needs no holding: if the turn fails, it has
 * failed with it.
 *
 * @param later does it when its time has come
 * @param recovering whether no message is in hand, but an event
 */
record HeldStash(Stash stash, Consumer<Runnable> later, boolean recovering) implements Stash {

    @Override
    public boolean add() {
        return recovering || stash.add();
    }

    @Override
    public void unstashAll() {
        later.accept(stash::unstashAll);
    }

    @Override
    public void unstash(int messages) {
        later.accept(() -> stash.unstash(messages));
    }

    @Override
    public int size() {
        return stash.size();
    }

    @Override
    public int capacity() {
        return stash.capacity();
    }
}

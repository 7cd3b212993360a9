package io.nact.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Actors by name, linked by themselves: one costs a place in an array. In no order. For one thread at a time.
 *
 * <p>Names come from requests too, and it is easy to find any number with the same hash. So when a chain gets far longer
 * than chance would have it, the table goes over to a hash that nobody outside can know.
 */
final class ChildTable {

    private static final int SMALLEST = 4;

    private static final int MOST_IN_CHAIN = 64;

    private static final int SOME = 64;

    private @Nullable Cell<?>[] chains = new Cell<?>[SMALLEST];

    private int size;

    private int hand;

    /** Of the hash that nobody outside knows; 0 as long as the usual one serves. */
    private int seed;

    int size() {
        return size;
    }

    @Nullable
    Cell<?> find(String name) {
        Cell<?> at = chains[index(seed == 0 ? Names.hash(name) : Names.hash(name, seed))];
        while (at != null && !at.isNamed(name)) {
            at = at.nextInTable;
        }
        return at;
    }

    /** The actor with the name of this one. */
    @Nullable
    Cell<?> namesake(Cell<?> cell) {
        Cell<?> at = chains[indexOf(cell)];
        while (at != null && !at.hasNameOf(cell)) {
            at = at.nextInTable;
        }
        return at;
    }

    /** Adds an actor, with whose name there is no other. */
    void add(Cell<?> cell) {
        if (size == 2 * chains.length) {
            resize(size);
        }
        if (link(cell) > MOST_IN_CHAIN && seed == 0) {
            seed = ThreadLocalRandom.current().nextInt() | 1;
            resize(chains.length);
        }
        size++;
    }

    /** Removes this actor; false if it is not here. */
    boolean remove(Cell<?> cell) {
        int index = indexOf(cell);
        Cell<?> before = null;
        Cell<?> at = chains[index];
        while (at != null && at != cell) {
            before = at;
            at = at.nextInTable;
        }
        if (at == null) {
            return false;
        }
        if (before == null) {
            chains[index] = cell.nextInTable;
        } else {
            before.nextInTable = cell.nextInTable;
        }
        cell.nextInTable = null;
        size--;
        if (size < chains.length / 4 && chains.length > SMALLEST) {
            resize(chains.length / 2);
        }
        return true;
    }

    List<Cell<?>> all() {
        List<Cell<?>> all = new ArrayList<>(size);
        for (Cell<?> chain : chains) {
            for (Cell<?> at = chain; at != null; at = at.nextInTable) {
                all.add(at);
            }
        }
        return all;
    }

    /**
     * Adds the actors at the next places, a few dozens, and answers where the places after them begin: 0 if there are none.
     * Whoever begins at 0 and goes on comes to every actor that is there all the while, also if the table grows or shrinks
     * between; to some twice then.
     */
    /*
     * The cursor counts with its bits reversed (P. Noordhuis' SCAN in Redis): the chains that one chain is split into when
     * the table grows, or joined with when it shrinks, follow each other in that order.
     */
    int next(int cursor, List<Cell<?>> some) {
        int mask = chains.length - 1;
        int place = cursor;
        do {
            for (Cell<?> at = chains[place & mask]; at != null; at = at.nextInTable) {
                some.add(at);
            }
            place = Integer.reverse(Integer.reverse(place | ~mask) + 1);
        } while (place != 0 && some.size() < SOME);
        return place;
    }

    /** Goes on round and round, for at most so many actors and places, until it has come to one that is sought. */
    @Nullable
    Cell<?> nextOf(int looks, Predicate<Cell<?>> sought) {
        for (int left = looks; left > 0; left--) {
            hand = hand + 1 & chains.length - 1;
            for (Cell<?> at = chains[hand]; at != null; at = at.nextInTable, left--) {
                if (sought.test(at)) {
                    return at;
                }
            }
        }
        return null;
    }

    /** Answers how long its chain is now, as far as that matters. */
    private int link(Cell<?> cell) {
        int index = indexOf(cell);
        cell.nextInTable = chains[index];
        chains[index] = cell;
        int length = 0;
        for (Cell<?> at = cell; at != null && length <= MOST_IN_CHAIN; at = at.nextInTable) {
            length++;
        }
        return length;
    }

    private int indexOf(Cell<?> cell) {
        return index(seed == 0 ? cell.nameHash() : Names.hash(cell.name(), seed));
    }

    private void resize(int length) {
        List<Cell<?>> all = all();
        chains = new Cell<?>[length];
        all.forEach(this::link);
    }

    private int index(int hash) {
        // The upper bits too: names that differ little have hashes that differ little.
        return (hash ^ hash >>> 16) & chains.length - 1;
    }
}

package io.nact.engine;

import java.util.List;

/** Pages of the children of one actor, in the order of their spawning, without a list of them all. */
/*
 * The first child of a page is found as by radix sort: its ordinal is that which so many others are below, eight bits of it
 * at a time, each in one walk over the children.
 */
final class Siblings {

    private static final int BITS = 8;

    private Siblings() {}

    static int count(Cell<?> parent) {
        Children children = parent.childrenIfAny();
        return children == null ? 0 : children.size();
    }

    static List<Cell<?>> page(Cell<?> parent, int page, int size) {
        long before = (long) page * size;
        if (before >= count(parent)) {
            return List.of();
        }
        int first = before == 0 ? 0 : ordinal(parent, before);
        Top oldest = new Top(size);
        Walk.children(parent, child -> {
            if (Integer.compareUnsigned(child.ordinal(), first) >= 0) {
                oldest.add(child, -Integer.toUnsignedLong(child.ordinal()));
            }
            return true;
        });
        return oldest.actors();
    }

    /** The ordinal of the child that so many are older than. */
    private static int ordinal(Cell<?> parent, long older) {
        int prefix = 0;
        long left = older;
        for (int shift = Integer.SIZE - BITS; shift >= 0; shift -= BITS) {
            int[] counts = counts(parent, prefix, shift);
            int digit = 0;
            while (digit < counts.length - 1 && left >= counts[digit]) {
                left -= counts[digit++];
            }
            prefix |= digit << shift;
        }
        return prefix;
    }

    /** How many children have each next digit, of those whose ordinals begin so. */
    private static int[] counts(Cell<?> parent, int prefix, int shift) {
        int[] counts = new int[1 << BITS];
        // In two steps, for a shift by 32 is none.
        int begun = -1 << shift << BITS - 1 << 1;
        Walk.children(parent, child -> {
            int ordinal = child.ordinal();
            if ((ordinal & begun) == (prefix & begun)) {
                counts[ordinal >>> shift & counts.length - 1]++;
            }
            return true;
        });
        return counts;
    }
}

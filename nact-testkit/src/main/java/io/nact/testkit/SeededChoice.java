package io.nact.testkit;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chooses the next step of a run, by its seed. Even seeds choose evenly, which mixes everything with everything. Odd ones
 * give each actor and each piece of outside code a rank, and change ranks now and then: so somebody can be kept waiting
 * while others do much, which even choice hardly ever does.
 */
final class SeededChoice {

    /** One of how many steps changes a rank. */
    private static final int CHANGES = 8;

    private final SplittableRandom random;

    private final boolean ranked;

    /** Only looked up, never walked: the order of identities is not ours to choose. */
    private final Map<Object, Double> ranks = new IdentityHashMap<>();

    SeededChoice(long seed) {
        random = new SplittableRandom(seed);
        ranked = (seed & 1) == 1;
    }

    /** Chance for others, which leaves the choices as they are. */
    RandomGenerator split() {
        return random.split();
    }

    /** The index of the one that comes next. */
    int next(List<Step> possible) {
        if (possible.size() == 1) {
            return 0;
        }
        return ranked ? byRank(possible) : random.nextInt(possible.size());
    }

    private int byRank(List<Step> possible) {
        int best = 0;
        for (int i = 1; i < possible.size(); i++) {
            if (rank(possible.get(i)) > rank(possible.get(best))) {
                best = i;
            }
        }
        if (random.nextInt(CHANGES) == 0) {
            ranks.put(possible.get(best).who(), random.nextDouble());
        }
        return best;
    }

    private double rank(Step step) {
        return ranks.computeIfAbsent(step.who(), who -> random.nextDouble());
    }
}

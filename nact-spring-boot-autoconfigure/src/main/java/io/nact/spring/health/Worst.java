package io.nact.spring.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few of many that have come closest to their limits. */
final class Worst {

    private static final int MOST = 5;

    private final double threshold;

    private final List<Share> shares = new ArrayList<>();

    /** So much of what may be, under this name. */
    private record Share(String name, long used, long limit) {

        double part() {
            return (double) used / limit;
        }

        @Override
        public String toString() {
            return used + " of " + limit;
        }
    }

    /** Of those that have reached this part of their limits. */
    Worst(double threshold) {
        this.threshold = threshold;
    }

    void add(String name, long used, long limit) {
        Share share = new Share(name, used, limit);
        if (share.part() >= threshold) {
            shares.add(share);
        }
    }

    /** By name, the worst first. */
    Map<String, String> few() {
        Map<String, String> few = new LinkedHashMap<>();
        shares.stream()
                .sorted(Comparator.comparingDouble(Share::part).reversed())
                .limit(MOST)
                .forEach(share -> few.put(share.name(), share.toString()));
        return few;
    }
}

package io.nact.benchmarks.harness;

import io.nact.benchmarks.spring.Shop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What it costs to have a component made by Spring for an actor, beside {@code getBean} of a prototype of the same class. All
 * in this JVM, taking turns, each time in a new application.
 */
final class SpringSpawns {

    private static final int CARTS = 50_000;

    private static final int WARM_UP = 5;

    private SpringSpawns() {}

    static void run() throws Exception {
        int rounds = Integer.parseInt(Plan.property("benchmark.rounds", "9"));
        Map<String, List<Usage>> used = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Map.Entry<String, Way> way : ways().entrySet()) {
                Usage usage = measure(way.getValue());
                if (round >= 0) {
                    used.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(usage);
                }
            }
        }
        used.forEach(SpringSpawns::print);
    }

    interface Way {

        void make(Shop shop, String... ids) throws InterruptedException;
    }

    static Map<String, Way> ways() {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("getBean of a prototype", Shop::prototypes);
        ways.put("entity of the same class", Shop::entities);
        ways.put("entity without Spring", Shop::entitiesWithoutSpring);
        ways.put("getBean with a @Value", Shop::prototypesWithId);
        ways.put("entity with its @EntityId", Shop::entitiesWithId);
        return ways;
    }

    private static Usage measure(Way way) throws InterruptedException {
        String[] ids = IntStream.range(0, CARTS).mapToObj(i -> "cart-" + i).toArray(String[]::new);
        try (Shop shop = new Shop()) {
            System.gc();
            Usage before = Usage.now();
            way.make(shop, ids);
            return Usage.now().since(before);
        }
    }

    private static void print(String way, List<Usage> used) {
        System.out.printf(
                "%-28s %,8.0f ns CPU %,8.0f ns %,8.0f bytes%n",
                way,
                Medians.of(used.stream().mapToDouble(Usage::cpu).toArray()) / CARTS,
                Medians.of(used.stream().mapToDouble(Usage::wall).toArray()) / CARTS,
                Medians.of(used.stream().mapToDouble(Usage::bytes).toArray()) / CARTS);
    }
}

package io.nact.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * All programs again and again, each engine in a JVM of its own, one after the other: does any of them ever stall? For those
 * of the property {@code benchmark.engines} (nact's unless told), {@code benchmark.minutes} each.
 */
final class Soak {

    private static final int MINUTES = 10;

    private static final int DRIVERS = 2;

    private Soak() {}

    static void run() throws IOException, InterruptedException {
        String minutes = Plan.property("benchmark.minutes", String.valueOf(MINUTES));
        Fork fork = Plan.fromProperties().fork();
        for (String engine : engines()) {
            System.out.printf("%s on JDK %s, %s minutes%n", engine, Runtime.version(), minutes);
            Process process = fork.start(Soak.class, engine, minutes);
            process.getInputStream().transferTo(System.out);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        "The soak of %s ended with status %d: see its messages above".formatted(engine, status));
            }
        }
    }

    private static List<String> engines() {
        String told = Plan.property("benchmark.engines", "");
        return told.isEmpty()
                ? Engines.all().stream()
                        .map(EngineKind::name)
                        .filter(name -> name.equals("nact") || name.equals("nact-virtual"))
                        .toList()
                : List.of(told.split(","));
    }

    /** The JVM of one engine. Arguments: engine, minutes. */
    public static void main(String[] args) throws InterruptedException {
        EngineKind engine = Engines.named(args[0]);
        long end =
                System.nanoTime() + Duration.ofMinutes(Long.parseLong(args[1])).toNanos();
        Driver[] drivers = new Driver[DRIVERS];
        for (int i = 0; i < DRIVERS; i++) {
            drivers[i] = new Driver(engine, i, end);
            drivers[i].start();
        }
        for (Driver driver : drivers) {
            driver.join();
            System.out.printf("%s: %,d runs, %,d operations%n", driver.getName(), driver.runs(), driver.operations());
        }
        Runtime.getRuntime().halt(0);
    }
}

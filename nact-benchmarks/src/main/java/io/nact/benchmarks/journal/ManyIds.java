package io.nact.benchmarks.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nact.ActorSystem;
import io.nact.Entities;
import io.nact.benchmarks.journal.Account.Deposit;
import io.nact.entity.EntityKinds;
import io.nact.persistence.jdbc.JdbcSchema;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.system.ActorSystems;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program with more persistent entities than its heap can hold: each is deposited into, and later once more, when it has long
 * been passivated and has to come back with its balance. Fails if one comes back with another, if more live than may, or if the
 * heap grows with the ids that have been.
 */
public final class ManyIds {

    private static final int STEPS = 10;

    private static final int MOST_CLIENTS = 200;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** What the heap may differ by, once as many live as may. */
    private static final double FLAT = 1.1;

    private static final long NOISE = 2 << 20;

    private static final int COLLECTIONS = 4;

    private final int ids;

    private final int resident;

    /** So few that there is always somebody idle who can make room. */
    private final int clients;

    private final ActorSystem system;

    private final Entities<Deposit> accounts;

    private final List<Long> heaps = new ArrayList<>();

    private ManyIds(ActorSystem system, JdbcStorage storage, int ids, int resident) {
        this.ids = ids;
        this.resident = resident;
        this.clients = Math.min(MOST_CLIENTS, resident / 10);
        this.system = system;
        // Nobody leaves but to make room.
        this.accounts =
                EntityKinds.register(system, "account", Account.behavior(storage), Duration.ofDays(1), resident);
    }

    /** The URL of an empty database, its user, how many ids there are, and how many of them may live at once. */
    public static void main(String[] arguments) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword("");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcSchema.create(pool);
            try (JdbcStorage storage = JdbcStorage.open(pool);
                    ActorSystem system = ActorSystems.start("many-ids")) {
                new ManyIds(system, storage, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])).run();
            }
        }
    }

    private void run() {
        System.out.println("| ids | deposits each | live | MB of heap in use | ids a second |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: |");
        for (int deposits = 1; deposits <= 2; deposits++) {
            for (int step = 0; step < STEPS; step++) {
                step(deposits, (int) ((long) ids * step / STEPS), (int) ((long) ids * (step + 1) / STEPS));
            }
        }
        long first = heaps.get(0);
        long most = heaps.stream().mapToLong(heap -> heap).max().orElseThrow();
        check(
                most <= first * FLAT + NOISE,
                "the heap to stay as it was at %d, not to grow to %d".formatted(first, most));
    }

    private void step(int deposits, int from, int to) {
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            ends.add(done);
            deposit(deposits, from + client, to, done);
        }
        ends.forEach(end -> end.orTimeout(1, TimeUnit.HOURS).join());
        double seconds = (System.nanoTime() - begin) / 1e9;
        int live = system.findAll(Deposit.class).size();
        long heap = heap();
        System.out.printf("| %,d | %d | %,d | %.1f | %,.0f |%n", to, deposits, live, heap / 1e6, (to - from) / seconds);
        check(live <= resident * FLAT + 2, "no more than %d to live, not %d".formatted(resident, live));
        if (to >= 2 * resident || deposits > 1) {
            heaps.add(heap);
        }
    }

    /** One client, which takes each so manieth id. */
    private void deposit(int deposits, int id, int end, CompletableFuture<Void> done) {
        if (id >= end) {
            done.complete(null);
            return;
        }
        long amount = 1 + id % 7;
        accounts.get(Accounts.name(id))
                .ask(new Deposit(amount, Accounts.TEXT), TIMEOUT)
                .whenComplete((balance, failure) -> {
                    if (failure != null) {
                        done.completeExceptionally(failure);
                    } else if (balance != deposits * amount) {
                        done.completeExceptionally(new IllegalStateException("%s came back with %d, not %d"
                                .formatted(Accounts.name(id), balance - amount, (deposits - 1) * amount)));
                    } else {
                        deposit(deposits, id + clients, end, done);
                    }
                });
    }

    /** What is in use once the garbage is gone. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("Expected " + what);
        }
    }
}

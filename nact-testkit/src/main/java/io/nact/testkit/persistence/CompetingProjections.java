package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.ProjectionTransaction;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.projection.EventProjection;
import io.nact.persistence.projection.FailurePolicy;
import io.nact.persistence.projection.ProjectionOptions;
import io.nact.persistence.projection.Projections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/**
 * Three nodes run one projection, whose handler fails for three of ten events after it has written. In the middle of it one
 * node ends, and another one comes.
 */
final class CompetingProjections {

    private static final int IDS = 20;

    private static final int EVENTS = 20;

    private static final double FAILURES = 0.3;

    private static final Duration LONG = Duration.ofSeconds(120);

    private final String name;

    private final ReadModel model;

    private final Sums sums;

    private final AtomicInteger handled = new AtomicInteger();

    @EventType("contract.added")
    record Added(long amount) {}

    interface ReadModel {

        void add(ProjectionTransaction transaction, String key, long amount) throws Exception;
    }

    interface Sums {

        long of(String key) throws Exception;
    }

    CompetingProjections(String name, ReadModel model, Sums sums) {
        this.name = name;
        this.model = model;
        this.sums = sums;
    }

    void run(Storage storage, Supplier<Storage> others) throws Exception {
        List<Storage> storages = new ArrayList<>(List.of(storage, others.get(), others.get(), others.get()));
        List<Projections> nodes = storages.stream().map(this::node).toList();
        try {
            nodes.subList(0, 3).forEach(Projections::start);
            write(storage, 1);
            await(() -> handled.get() > 0);
            nodes.get(0).close();
            nodes.get(3).start();
            write(storage, 1 + EVENTS / 2);
            long head = StorageContract.result(storage.feed().head());
            await(() -> storage.projections().find(name).orElseThrow().position() >= head);
        } finally {
            nodes.forEach(Projections::close);
            storages.stream().filter(other -> other != storage).forEach(Storage::close);
        }
        for (int id = 0; id < IDS; id++) {
            assertThat(sums.of(name + id)).as("sum of id %d", id).isEqualTo(EVENTS * (EVENTS + 1) / 2);
        }
        assertThat(handled.get()).as("calls, with those that failed").isGreaterThan(IDS * EVENTS);
    }

    private Projections node(Storage storage) {
        EventProjection projection = EventProjection.named(name)
                .tagged(name)
                .on(Added.class, (added, metadata, transaction) -> {
                    model.add(transaction, name + metadata.id().id().split(" ")[0], added.amount());
                    handled.incrementAndGet();
                    if (ThreadLocalRandom.current().nextDouble() < FAILURES) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .onFailure(FailurePolicy.stopping().retries(1000).waits(Duration.ofMillis(1), Duration.ofMillis(2)));
        ProjectionOptions options = ProjectionOptions.defaults()
                .withBatchSize(3)
                .withPollInterval(Duration.ofMillis(20))
                .withCloseTimeout(LONG);
        return Projections.of(
                storage.feed(), storage.projections(), EventTypes.of(Added.class), options, List.of(projection));
    }

    /** One half of the events of all ids: 1, 2, 3… */
    private void write(Storage storage, int first) {
        EventTypes types = EventTypes.of(Added.class);
        for (int id = 0; id < IDS; id++) {
            for (int i = first; i < first + EVENTS / 2; i++) {
                EncodedEvent event = new EncodedEvent(types.encode(new Added(i)), null, Set.of(name));
                PersistenceId of = PersistenceId.of("contract", id + " of " + name);
                StorageContract.result(storage.journal()
                        .append(new EventBatch(of, UUID.randomUUID().toString(), i, List.of(event))));
            }
        }
    }

    private interface Condition {

        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                Assertions.fail("Not within " + LONG);
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 10, TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}

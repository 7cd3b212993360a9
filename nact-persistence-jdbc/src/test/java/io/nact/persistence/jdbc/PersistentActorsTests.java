package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Entities;
import io.nact.Request;
import io.nact.entity.EntityKinds;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.persistence.SnapshotPolicy;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actors over a database, from the message to the table and back. */
class PersistentActorsTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    record Add(int amount) implements Request<Integer> {}

    @EventType("sum.added")
    record Added(int amount) {}

    @EventType("sum")
    record Sum(int value) {}

    private final TestDatabase database =
            TestDatabase.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa");

    @AfterEach
    void close() {
        database.close();
    }

    private static Behavior<Add> summing(JdbcStorage storage) {
        EventSourced<Add, Sum, Added> summing = EventSourced.of("sum", Add.class, Added.class, new Sum(0))
                .onRequest(
                        Add.class,
                        (sum, add, decide) ->
                                decide.persist(new Added(add.amount())).thenReply(Sum::value))
                .onEvent(Added.class, (sum, added) -> new Sum(sum.value() + added.amount()))
                .snapshots(SnapshotPolicy.every(7).keep(2).deletingEvents());
        return Persistence.of(storage, EventTypes.of(Added.class, Sum.class)).behavior(summing);
    }

    private static Entities<Add> sums(ActorTestKit kit, JdbcStorage storage) {
        return EntityKinds.register(kit.system(), "sum", summing(storage), LONG, 20);
    }

    private static <T> T reply(CompletableFuture<T> future) {
        return future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Adds one to each of these, all at once. */
    private static void addOne(Entities<Add> sums, IntStream ids) {
        List<CompletableFuture<Integer>> replies =
                ids.mapToObj(id -> sums.get("id " + id).ask(new Add(1), LONG)).toList();
        replies.forEach(PersistentActorsTests::reply);
    }

    @Test
    void manyEntitiesWithRoomForFewComeBackWithTheirStatesAlsoInTheNextSystem() {
        for (int system = 1; system <= 2; system++) {
            try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                    ActorTestKit kit = ActorTestKit.create()) {
                Entities<Add> sums = sums(kit, storage);
                for (int round = 1; round <= 10; round++) {
                    for (int first = 0; first < 100; first += 10) {
                        addOne(sums, IntStream.range(first, first + 10));
                    }
                }
                assertThat(reply(sums.get("id 42").ask(new Add(0), LONG))).isEqualTo(system * 10);
            }
        }
    }

    @Test
    void twinsInTwoSystemsStoreEachAcknowledgedEventOnce() {
        int acknowledged = 0;
        try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                JdbcStorage other = JdbcStorage.open(database.dataSource());
                ActorTestKit kit = ActorTestKit.create();
                ActorTestKit twinKit = ActorTestKit.create()) {
            SupervisionPolicy resume = SupervisionPolicy.always(Directive.RESUME);
            ActorRef<Add> one = kit.spawn("twin", summing(storage).onCrash(resume));
            ActorRef<Add> twin = twinKit.spawn("twin", summing(other).onCrash(resume));
            for (int i = 0; i < 30; i++) {
                for (CompletableFuture<Integer> reply :
                        List.of(one.ask(new Add(1), LONG), twin.ask(new Add(1), LONG))) {
                    acknowledged += reply(reply.handle((sum, failure) -> failure == null ? 1 : 0));
                }
            }
        }
        try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                ActorTestKit kit = ActorTestKit.create()) {
            assertThat(acknowledged).isGreaterThanOrEqualTo(30);
            assertThat(reply(kit.spawn("twin", summing(storage)).ask(new Add(0), LONG)))
                    .isEqualTo(acknowledged);
        }
    }
}

package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Two systems on one database whose connections break all the time. Each has actors of its own, and ten ids have an actor in
 * both, as after a split of the network. One event in each system is such as the database does not take.
 */
final class Chaos {

    private static final int ACTORS = 30;

    private static final int TWINS = 10;

    private static final int BATCHES = 40;

    private static final long SEED = 20261123;

    private final TestDatabase database;

    private final String type = "chaos" + UUID.randomUUID();

    Chaos(TestDatabase database) {
        this.database = database;
    }

    void run() throws Exception {
        database.execute("ALTER TABLE nact_event ADD CONSTRAINT nact_poison CHECK (event_type <> 'poison')");
        ChaosDataSource chaos = new ChaosDataSource(database.dataSource(), SEED, 0.03, 0.08, 0.08);
        ExecutorService threads = Executors.newCachedThreadPool();
        JdbcStorageOptions options = JdbcStorageOptions.defaults()
                .withWriteTimeout(Duration.ofSeconds(30))
                .withMaxBatchEvents(10);
        try (JdbcStorage one = JdbcStorage.open(database.dataSource(), options);
                JdbcStorage broken1 = JdbcStorage.open(chaos.proxy(), options);
                JdbcStorage broken2 = JdbcStorage.open(chaos.proxy(), options)) {
            chaos.begin();
            List<ChaosActor> actors = actors(broken1, broken2, one);
            List<Future<ChaosActor>> runs = new ArrayList<>();
            for (ChaosActor actor : actors) {
                runs.add(threads.submit(() -> actor.run(BATCHES)));
            }
            Future<Throwable> poison1 = threads.submit(() -> poison(broken1, "p1"));
            Future<Throwable> poison2 = threads.submit(() -> poison(broken2, "p2"));
            for (Future<ChaosActor> run : runs) {
                run.get(5, TimeUnit.MINUTES);
            }

            assertThat(poison1.get(1, TimeUnit.MINUTES)).isInstanceOf(PersistRejectedException.class);
            assertThat(poison2.get(1, TimeUnit.MINUTES)).isInstanceOf(PersistRejectedException.class);
            assertThat(chaos.lostAnswers()).as("the test has tested something").isGreaterThan(5);
            checkAll(actors, one);
        } finally {
            threads.shutdownNow();
            database.execute("ALTER TABLE nact_event DROP CONSTRAINT nact_poison");
        }
    }

    private List<ChaosActor> actors(JdbcStorage one, JdbcStorage other, JdbcStorage calm) {
        List<ChaosActor> actors = new ArrayList<>();
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new ChaosActor(PersistenceId.of(type, "a" + i), i % 2 == 0 ? one : other, calm));
        }
        for (int i = 0; i < TWINS; i++) {
            actors.add(new ChaosActor(PersistenceId.of(type, "twin" + i), one, calm));
            actors.add(new ChaosActor(PersistenceId.of(type, "twin" + i), other, calm));
        }
        return actors;
    }

    private Throwable poison(JdbcStorage storage, String id) throws Exception {
        EncodedEvent event = EncodedEvent.of(new Payload("poison", 1, "{}"));
        EventBatch batch =
                new EventBatch(PersistenceId.of(type, id), UUID.randomUUID().toString(), 1, List.of(event));
        try {
            storage.journal().append(batch).toCompletableFuture().get(1, TimeUnit.MINUTES);
            throw new AssertionError("The database has taken what it must not take");
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    private static void checkAll(List<ChaosActor> actors, JdbcStorage storage) throws Exception {
        checkStored(actors, storage);
        assertThat(actors.stream().mapToInt(ChaosActor::conflicts).sum())
                .as("each pair of twins has met")
                .isGreaterThanOrEqualTo(TWINS);
        assertThat(actors.stream()
                        .filter(actor -> !actor.id().id().startsWith("twin"))
                        .mapToInt(ChaosActor::conflicts)
                        .sum())
                .as("nobody else has met a stranger")
                .isZero();
    }

    /** What every actor was told is there, once, and there is no hole. */
    static void checkStored(List<ChaosActor> actors, JdbcStorage storage) throws Exception {
        for (ChaosActor actor : actors) {
            List<StoredEvent> stored = ChaosActor.read(storage, actor.id());
            for (int i = 0; i < stored.size(); i++) {
                assertThat(stored.get(i).sequenceNr()).isEqualTo(i + 1);
            }
            assertThat(stored.stream().map(event -> event.payload().json()))
                    .as("nothing is applied twice")
                    .doesNotHaveDuplicates();
            assertThat(stored.stream()
                            .map(event ->
                                    event.sequenceNr() + " " + event.payload().json() + " " + event.writer())
                            .collect(Collectors.toSet()))
                    .as("nothing acknowledged is lost")
                    .containsAll(actor.acknowledged());
            for (Map.Entry<CommandKey, Long> command : actor.commands().entrySet()) {
                assertThat(ChaosActor.find(storage, actor.id(), command.getKey()))
                        .as("each command is known with what it led to")
                        .contains(command.getValue());
            }
        }
    }
}

package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.journal.StoredEvent;
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
 * Two systems on storages that break all the time. Each has writers of its own, and ten ids have a writer in both, as after a
 * split of the network. One event in each system is such as the store does not take.
 */
final class Chaos {

    private static final int ACTORS = 30;

    private static final int TWINS = 10;

    private static final int BATCHES = 40;

    /** How many events are stored when all have ended. */
    static final int EVENTS = (ACTORS + 2 * TWINS) * BATCHES * 3 / 2;

    private final ShakenStorages storages;

    private final String type = "chaos" + UUID.randomUUID();

    Chaos(ShakenStorages storages) {
        this.storages = storages;
    }

    /** What else happens while they write. */
    @FunctionalInterface
    interface Meanwhile {

        void run() throws Exception;
    }

    void run() throws Exception {
        run(() -> {});
    }

    void run(Meanwhile meanwhile) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<ChaosActor> actors = actors();
            List<Future<ChaosActor>> runs = new ArrayList<>();
            for (ChaosActor actor : actors) {
                runs.add(threads.submit(() -> actor.run(BATCHES)));
            }
            Future<Throwable> poison1 = threads.submit(() -> poison(storages.one(), "p1"));
            Future<Throwable> poison2 = threads.submit(() -> poison(storages.other(), "p2"));
            meanwhile.run();
            for (Future<ChaosActor> run : runs) {
                run.get(5, TimeUnit.MINUTES);
            }

            assertThat(poison1.get(1, TimeUnit.MINUTES)).isInstanceOf(PersistRejectedException.class);
            assertThat(poison2.get(1, TimeUnit.MINUTES)).isInstanceOf(PersistRejectedException.class);
            assertThat(storages.lostAnswers().getAsInt())
                    .as("the test has tested something")
                    .isGreaterThan(5);
            checkStored(actors);
            checkConflicts(actors);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<ChaosActor> actors() {
        List<ChaosActor> actors = new ArrayList<>();
        for (int i = 0; i < ACTORS; i++) {
            actors.add(actor("a" + i, i % 2 == 0 ? storages.one() : storages.other()));
        }
        for (int i = 0; i < TWINS; i++) {
            actors.add(actor("twin" + i, storages.one()));
            actors.add(actor("twin" + i, storages.other()));
        }
        return actors;
    }

    private ChaosActor actor(String id, Storage storage) {
        return new ChaosActor(PersistenceId.of(type, id), storage, storages.calm());
    }

    private Throwable poison(Storage storage, String id) throws Exception {
        EncodedEvent event = EncodedEvent.of(new Payload(ShakenStorages.POISON, 1, "{}"));
        EventBatch batch =
                new EventBatch(PersistenceId.of(type, id), UUID.randomUUID().toString(), 1, List.of(event));
        try {
            storage.journal().append(batch).toCompletableFuture().get(4, TimeUnit.MINUTES);
            throw new AssertionError("The store has taken what it must not take");
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    private static void checkConflicts(List<ChaosActor> actors) {
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
    private void checkStored(List<ChaosActor> actors) {
        for (ChaosActor actor : actors) {
            List<StoredEvent> stored = ChaosActor.read(storages.calm(), actor.id());
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
                assertThat(ChaosActor.find(storages.calm(), actor.id(), command.getKey()))
                        .as("each command is known with what it led to")
                        .contains(command.getValue());
            }
        }
    }
}

package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.persistence.Wallet.Empty;
import io.nact.persistence.Wallet.Put;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.testkit.LogCapture;
import io.nact.testkit.persistence.FaultyStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.slf4j.event.Level;

/** What the events of an id come to, without an actor. */
class PersistentQueryTests {

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Wallet.TYPES);

    private final AtomicLong nanos = new AtomicLong();

    /** The amounts that the fold has seen. */
    private final List<Long> folded = Collections.synchronizedList(new ArrayList<>());

    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    private final PersistentQuery<Long> sums = query(persistence);

    @AfterEach
    void close() {
        storage.close();
    }

    private PersistentQuery<Long> query(Persistence of) {
        return of.query("wallet", Put.class, 0L, (sum, put) -> {
                    gate.join();
                    folded.add(put.amount());
                    return sum + put.amount();
                })
                .clock(nanos::get);
    }

    private void store(String id, Object... events) {
        Wallet.store(persistence, Wallet.id(id), events);
    }

    private void storeRaw(long sequenceNr, String type, String json) {
        reply(storage.journal()
                .append(new EventBatch(
                        Wallet.id("w1"), "stranger", sequenceNr, List.of(EncodedEvent.of(new Payload(type, 1, json)))))
                .toCompletableFuture());
    }

    private Optional<Snapshot> snapshot() {
        return reply(storage.snapshots()
                .load(PersistenceId.of("wallet-sum", "w1"), Long.MAX_VALUE)
                .toCompletableFuture());
    }

    @Test
    void nobodysEventsComeToTheInitialValue() {
        assertThat(reply(sums.of("w1"))).isZero();
    }

    @ParameterizedTest
    @NullSource
    void whoeverAsksForNobodyIsToldSoEachTime(String nobody) {
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Long> asked = sums.of(nobody);
            assertThat(asked).isCompletedExceptionally();
            assertThat(failure(asked)).isInstanceOf(NullPointerException.class);
        }
    }

    @Test
    void allEventsOfTheIdAreFoldedInOrderAndOthersPassedOver() {
        store("w1", new Put(1), new Empty(), new Put(2), new Put(4));
        store("w2", new Put(100));

        assertThat(reply(sums.of("w1"))).isEqualTo(7);
        assertThat(folded).containsExactly(1L, 2L, 4L);
    }

    @Test
    void nothingIsReadBeforeSomebodyAsksAndOnlyWhatIsNewAfterThat() {
        store("w1", new Put(1), new Put(2));
        assertThat(folded).isEmpty();
        reply(sums.of("w1"));
        store("w1", new Put(4));

        assertThat(reply(sums.of("w1"))).isEqualTo(7);
        assertThat(reply(sums.of("w1"))).isEqualTo(7);
        assertThat(folded).containsExactly(1L, 2L, 4L);
    }

    @Test
    void manyEventsAreReadPageByPage() {
        store("w1", IntStream.rangeClosed(1, 100).mapToObj(Put::new).toArray());

        assertThat(reply(query(persistence.pageSize(7)).of("w1"))).isEqualTo(5050);
    }

    @Test
    void whoAsksMeanwhileGetsWhatComesOfTheSameRead() {
        store("w1", new Put(1));
        gate = new CompletableFuture<>();
        CompletableFuture<Long> first = sums.of("w1");
        CompletableFuture<Long> second = sums.of("w1");
        CompletableFuture<Long> cancelled = sums.of("w1");
        cancelled.cancel(false);

        gate.complete(null);

        assertThat(reply(first)).isEqualTo(1);
        assertThat(reply(second)).isEqualTo(1);
        assertThat(folded).containsExactly(1L);
    }

    @Test
    void aFailureIsForAllWhoAskedAndTheNextReadBeginsAnew() {
        store("w1", new Put(1), new Put(2));
        reply(sums.of("w1"));
        storage.journal().failNextRead();

        assertThat(failure(sums.of("w1")))
                .isInstanceOfSatisfying(
                        RecoveryFailedException.class,
                        failed -> assertThat(failed.isTransient()).isTrue())
                .hasCauseInstanceOf(JournalUnavailableException.class);

        assertThat(reply(sums.of("w1"))).isEqualTo(3);
        assertThat(folded).containsExactly(1L, 2L, 1L, 2L);
    }

    @Test
    void anEventThatNobodyKnowsIsTold() {
        store("w1", new Put(1));
        storeRaw(2, "wallet.unknown", "{\"secret\":1}");

        assertThat(failure(sums.of("w1")))
                .isInstanceOfSatisfying(RecoveryFailedException.class, broken -> {
                    assertThat(broken.id()).isEqualTo(Wallet.id("w1"));
                    assertThat(broken.sequenceNr()).isEqualTo(2);
                    assertThat(broken.eventType()).isEqualTo("wallet.unknown");
                })
                .hasMessageNotContaining("secret");
    }

    @Test
    void aFoldThatThrowsIsTold() {
        store("w1", new Put(1));
        PersistentQuery<Long> broken = persistence.query("wallet", Put.class, 0L, (sum, put) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(failure(broken.of("w1")))
                .isInstanceOf(RecoveryFailedException.class)
                .hasRootCauseMessage("on purpose");
    }

    @Test
    void brokenEventsMayBeSkippedWhichIsLogged() {
        store("w1", new Put(1));
        storeRaw(2, "wallet.unknown", "{}");
        store("w1", new Put(2));

        try (LogCapture log = LogCapture.of(EventFold.class.getName())) {
            assertThat(reply(sums.skippingBrokenEvents(broken -> true).of("w1")))
                    .isEqualTo(3);
            log.expect(Level.WARN, "its event 2 ('wallet.unknown') cannot be read");
        }
    }

    @Test
    void eventsThatWereDeletedAreMissed() {
        store("w1", new Put(1), new Put(2), new Put(4));
        reply(storage.journal().deleteUpTo(Wallet.id("w1"), 2).toCompletableFuture());

        assertThat(failure(sums.of("w1")))
                .isInstanceOf(RecoveryFailedException.class)
                .hasMessageContaining("its events 1 to 2 are not in the store");
    }

    @Test
    void whatNobodyHasAskedAboutForTheTimeIsForgotten() {
        PersistentQuery<Long> cached = sums.cacheFor(Duration.ofSeconds(10));
        store("w1", new Put(1));
        reply(cached.of("w1"));
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        reply(cached.of("w1"));
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        reply(cached.of("w1"));
        assertThat(folded).containsExactly(1L);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(reply(cached.of("w1"))).isEqualTo(1);
        assertThat(folded).containsExactly(1L, 1L);
    }

    @Test
    void onlySoManyIdsAreRemembered() {
        PersistentQuery<Long> few = sums.cachedIds(2);
        store("w1", new Put(1));
        store("w2", new Put(2));
        store("w3", new Put(3));
        reply(few.of("w1"));
        reply(few.of("w2"));
        reply(few.of("w1"));
        reply(few.of("w3"));
        folded.clear();

        reply(few.of("w1"));
        reply(few.of("w3"));
        assertThat(folded).isEmpty();
        reply(few.of("w2"));
        assertThat(folded).containsExactly(2L);
    }

    @Test
    void nothingNeedBeRemembered() {
        PersistentQuery<Long> forgetful = sums.cachedIds(0);
        store("w1", new Put(1));
        reply(forgetful.of("w1"));

        assertThat(reply(forgetful.of("w1"))).isEqualTo(1);
        assertThat(folded).containsExactly(1L, 1L);
    }

    @Test
    void aSnapshotSparesTheEventsBeforeIt() {
        PersistentQuery<Long> kept = sums.snapshots("wallet-sum", SnapshotPolicy.every(3));
        store("w1", new Put(1), new Put(2));
        reply(kept.of("w1"));
        assertThat(snapshot()).isEmpty();
        store("w1", new Put(4));
        reply(kept.of("w1"));
        assertThat(snapshot().orElseThrow().sequenceNr()).isEqualTo(3);
        store("w1", new Put(8));
        folded.clear();

        assertThat(reply(sums.snapshots("wallet-sum", SnapshotPolicy.every(3)).of("w1")))
                .isEqualTo(15);
        assertThat(folded).containsExactly(8L);
    }

    @Test
    void theActorsSnapshotsAreNotTheQuerys() {
        store("w1", new Put(1));
        reply(storage.snapshots()
                .save(new Snapshot(Wallet.id("w1"), 1, new Payload("wallet.balance", 1, "1000"), null), 1)
                .toCompletableFuture());

        assertThat(reply(sums.of("w1"))).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> sums.snapshots("wallet", SnapshotPolicy.every(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        sums.snapshots("wallet-sum", SnapshotPolicy.every(3).deletingEvents()));
    }

    @Test
    void onlySoManyAreReadAtOnce() {
        Persistence one = persistence.maxConcurrentRecoveries(1);
        RecoverySlots.Slot taken = reply(one.settings().slots().acquire());
        store("w1", new Put(1));
        CompletableFuture<Long> waits = query(one).of("w1");
        assertThat(waits).isNotDone();

        taken.release();

        assertThat(reply(waits)).isEqualTo(1);
        assertThat(reply(query(one).of("w1"))).isEqualTo(1);
    }

    @Test
    void whatMeansNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> sums.cacheFor(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> sums.cachedIds(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> persistence.query("no type!", Put.class, 0L, (sum, put) -> sum));
    }
}

package io.nact.persistence;

import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.persistence.Wallet.Message;
import io.nact.persistence.Wallet.Put;
import io.nact.persistence.Wallet.Show;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.LogCapture;
import io.nact.testkit.persistence.FaultyStorage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Who listens is told how long each recovery takes, and how it ends. */
class RecoveryListenerTests {

    private record Told(String type, long nanos, @Nullable Throwable failure) {}

    private final ActorTestKit kit = ActorTestKit.withManualTime();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final List<Told> told = new CopyOnWriteArrayList<>();

    private final Persistence persistence = Persistence.of(storage, Wallet.TYPES)
            .onRecovery((type, nanos, failure) -> told.add(new Told(type, nanos, failure)));

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    @Test
    void isToldOfEachRecoveryOnce() {
        Wallet.store(persistence, Wallet.id("w1"), new Put(5), new Put(6), new Put(7));
        // Whatever else is said of the persistence, the listener stays.
        Persistence small = persistence.pageSize(1).maxConcurrentRecoveries(2);

        ActorRef<Message> wallet = kit.spawn("w1", small.behavior(Wallet.reducer()));

        assertThat(reply(wallet.ask(new Show()))).isEqualTo(18);
        assertThat(reply(wallet.ask(new Put(1)))).isEqualTo(19);
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.type()).isEqualTo("wallet");
            assertThat(one.nanos()).isBetween(1L, TimeUnit.MINUTES.toNanos(5));
            assertThat(one.failure()).isNull();
        });
    }

    @Test
    void isToldWhatKeptAnActorFromHavingItsState() {
        storage.journal().failNextRead();

        kit.spawn("w1", persistence.behavior(Wallet.reducer()));

        await().until(() -> told.size() == 1);
        assertThat(told.get(0).failure())
                .isInstanceOf(RecoveryFailedException.class)
                .hasCauseInstanceOf(JournalUnavailableException.class);
    }

    @Test
    void aListenerThatThrowsKeepsNobodyFromItsState() {
        Persistence watched = Persistence.of(storage, Wallet.TYPES).onRecovery((type, nanos, failure) -> {
            throw new IllegalStateException("no");
        });
        try (LogCapture log = LogCapture.of("io.nact.persistence")) {
            ActorRef<Message> wallet = kit.spawn("w1", watched.behavior(Wallet.reducer()));

            assertThat(reply(wallet.ask(new Show()))).isZero();
            log.expect(Level.WARN, "A listener to recoveries threw");
        }
    }
}

package io.nact.persistence;

import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Entities;
import io.nact.entity.EntityKinds;
import io.nact.persistence.Wallet.Message;
import io.nact.persistence.Wallet.Put;
import io.nact.persistence.Wallet.Show;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.testkit.ActorTestKit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever is passivated or shut down comes back with its state. */
class PassivationTests {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ActorTestKit kit = ActorTestKit.withManualTime();

    private final InMemoryStorage storage = new InMemoryStorage();

    private final Persistence persistence = Persistence.of(storage, Wallet.TYPES);

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    @Test
    void anEntityComesBackWithItsState() {
        Entities<Message> wallets = EntityKinds.register(
                kit.system(), "wallet", persistence.behavior(Wallet.reducer()), Duration.ofMinutes(1));
        assertThat(reply(wallets.get("any id, any string").ask(new Put(5), AN_HOUR)))
                .isEqualTo(5);
        kit.settle();
        kit.time().advance(Duration.ofMinutes(2));
        kit.settle();
        assertThat(kit.actors()).noneMatch(path -> path.contains("any"));

        assertThat(reply(wallets.get("any id, any string").ask(new Show(), AN_HOUR)))
                .isEqualTo(5);
    }

    @Test
    void manyEntitiesWithRoomForFewKeepTheirStates() {
        Entities<Message> wallets =
                EntityKinds.register(kit.system(), "wallet", persistence.behavior(Wallet.reducer()), AN_HOUR, 10);
        for (int round = 1; round <= 3; round++) {
            for (int id = 0; id < 100; id++) {
                long expected = (long) round * id;
                assertThat(reply(wallets.get("w" + id).ask(new Put(id), AN_HOUR)))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anActorThatShutsDownWhenIdleComesBackWithItsState() {
        var behavior = persistence.behavior(Wallet.reducer()).shutdownAfter(Duration.ofMinutes(1));
        var wallet = kit.spawn("w1", behavior);
        reply(wallet.ask(new Put(3), AN_HOUR));
        kit.settle();
        kit.time().advance(Duration.ofMinutes(2));
        kit.settle();
        assertThat(kit.system().find(wallet.path())).isEmpty();

        assertThat(reply(kit.spawn("w1", behavior).ask(new Show(), AN_HOUR))).isEqualTo(3);
    }

    @Test
    void whatIsSentAtOnceIsStoredInOrder() {
        Entities<Message> wallets =
                EntityKinds.register(kit.system(), "wallet", persistence.behavior(Wallet.reducer()), AN_HOUR);
        CompletableFuture<?>[] replies = IntStream.rangeClosed(1, 200)
                .mapToObj(amount -> wallets.get("w1").ask(new Put(amount), AN_HOUR))
                .toArray(CompletableFuture<?>[]::new);
        reply(CompletableFuture.allOf(replies));

        assertThat(Wallet.stored(persistence, Wallet.id("w1")))
                .extracting(event -> event.payload().json())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 200)
                        .mapToObj("{\"amount\":%d}"::formatted)
                        .toList());
    }
}

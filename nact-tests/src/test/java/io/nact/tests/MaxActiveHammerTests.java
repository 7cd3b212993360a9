package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.Entities;
import io.nact.MailboxFullException;
import io.nact.entity.EntityKinds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entities make room for one another while messages come for those that are about to leave. */
class MaxActiveHammerTests {

    private static final int LIMIT = 32;

    private static final int ASKS = 20_000;

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private Entities<Script<?>> kind() {
        return EntityKinds.register(system.actors(), "kind", Script.actor(), Duration.ofHours(1), LIMIT);
    }

    private long live() {
        return system.actors().findAll(Script.class).size();
    }

    @Test
    void theLimitHoldsAndThereIsRoomForOthersAfterwards() {
        Entities<Script<?>> kind = kind();
        List<CompletableFuture<Void>> askers = IntStream.range(0, 4)
                .mapToObj(asker -> CompletableFuture.runAsync(() -> ask(kind), task -> new Thread(task).start()))
                .toList();
        CompletableFuture.allOf(askers.toArray(CompletableFuture[]::new)).join();

        // As many on their way out as an eighth, and one.
        assertThat(live()).isLessThanOrEqualTo(LIMIT + LIMIT / 8 + 1);
        for (int id = 0; id < 10 * LIMIT; id++) {
            String name = "afterwards-" + id;
            await().ignoreExceptionsInstanceOf(MailboxFullException.class)
                    .untilAsserted(() -> assertReply(kind.get(name).ask(Script.reply(context -> context.name())))
                            .isEqualTo(name));
        }
        await().untilAsserted(() -> assertThat(live()).isLessThanOrEqualTo(LIMIT));
    }

    private static void ask(Entities<Script<?>> kind) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < ASKS; i++) {
            String id = "id-" + random.nextInt(20 * LIMIT);
            kind.get(id)
                    .ask(Script.reply(context -> context.name()))
                    .exceptionally(full -> null)
                    .join();
        }
    }
}

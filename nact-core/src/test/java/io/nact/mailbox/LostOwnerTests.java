package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mailbox that is closed while an owner, who was thought lost, takes from it once more. */
class LostOwnerTests {

    private static final int ROUNDS = 20_000;

    private static final int MESSAGES = 8;

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theCloserNeitherHangsNorLosesAMessage(Kind kind) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        for (int round = 0; round < kind.share(ROUNDS); round++) {
            Mailbox mailbox = kind.create();
            List<Envelope> sent = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                Envelope envelope = new Envelope(i);
                sent.add(envelope);
                mailbox.offer(envelope);
            }
            CompletableFuture<List<Envelope>> owner = CompletableFuture.supplyAsync(() -> {
                await(start);
                List<Envelope> taken = new ArrayList<>();
                for (Envelope next = mailbox.poll(); next != null; next = mailbox.poll()) {
                    taken.add(next);
                }
                return taken;
            });
            await(start);
            List<Envelope> seen = new ArrayList<>(mailbox.close());
            seen.addAll(owner.get(10, TimeUnit.SECONDS));
            assertThat(seen).containsAll(sent);
            if (kind.isLocked()) {
                assertThat(seen).as("under a lock nothing is taken twice").hasSameSizeAs(sent);
            }
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

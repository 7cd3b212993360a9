package io.nact.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.persistence.RecoverySlots.Slot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecoverySlotsTests {

    private final AtomicLong now = new AtomicLong();

    private final Deque<Runnable> alarms = new ArrayDeque<>();

    private final RecoverySlots slots = new RecoverySlots(2, now::get, (nanos, action) -> alarms.add(action));

    @Test
    void whoComesFirstIsServedFirst() {
        Slot first = slots.acquire().join();
        Slot second = slots.acquire().join();
        CompletableFuture<Slot> third = slots.acquire();
        CompletableFuture<Slot> fourth = slots.acquire();
        assertThat(third).isNotDone();

        first.release();
        assertThat(third).isDone();
        assertThat(fourth).isNotDone();
        second.release();

        assertThat(fourth).isDone();
    }

    @Test
    void whoDoesNotWantItAnyMoreKeepsNobodyWaiting() {
        Slot first = slots.acquire().join();
        slots.acquire().join();
        CompletableFuture<Slot> third = slots.acquire();
        CompletableFuture<Slot> fourth = slots.acquire();
        third.cancel(false);

        first.release();

        assertThat(fourth).isDone();
    }

    @Test
    void aSecondReleaseFreesNothing() {
        Slot first = slots.acquire().join();
        slots.acquire().join();
        first.release();
        slots.acquire().join();

        first.release();

        assertThat(slots.acquire()).isNotDone();
    }

    @Test
    void aSlotThatNobodyUsesForAMinuteIsFreeForOthers() {
        Slot first = slots.acquire().join();
        slots.acquire().join();
        now.set(TimeUnit.SECONDS.toNanos(50));
        first.use();
        now.set(TimeUnit.SECONDS.toNanos(61));

        assertThat(slots.acquire()).isDone();
        assertThat(slots.acquire()).isNotDone();
    }

    @Test
    void whoWaitsForItNeedNotBeTheNextToCome() {
        slots.acquire().join();
        slots.acquire().join();
        assertThat(alarms).isEmpty();
        CompletableFuture<Slot> waiting = slots.acquire();
        now.set(TimeUnit.SECONDS.toNanos(59));
        alarms.remove().run();
        assertThat(waiting).isNotDone();

        now.set(TimeUnit.SECONDS.toNanos(61));
        alarms.remove().run();

        assertThat(waiting).isDone();
        assertThat(alarms).isEmpty();
    }

    @Test
    void aFloodOfThoseWhoDoNotWantItAnyMoreKeepsNobodyWaiting() {
        Slot first = slots.acquire().join();
        slots.acquire().join();
        List<CompletableFuture<Slot>> flood =
                Stream.generate(slots::acquire).limit(50_000).toList();
        CompletableFuture<Slot> last = slots.acquire();
        flood.forEach(unwanted -> unwanted.cancel(false));

        first.release();

        assertThat(last).isDone();
    }

    @Test
    void aFloodOfThoseWhoNeedItForAMomentOnlyIsServedToTheLast() {
        Slot first = slots.acquire().join();
        slots.acquire().join();
        List<CompletableFuture<Void>> flood = Stream.generate(slots::acquire)
                .limit(50_000)
                .map(wanted -> wanted.thenAccept(Slot::release))
                .toList();

        first.release();

        assertThat(flood).allMatch(CompletableFuture::isDone);
    }

    @Test
    void thereIsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecoverySlots(0));
    }
}

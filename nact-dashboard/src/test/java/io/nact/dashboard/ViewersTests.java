package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.system.ActorSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class ViewersTests {

    private final ActorSystem system = ActorSystems.start("viewed");

    private final AtomicLong now = new AtomicLong();

    private final Viewers viewers = new Viewers(system, new Json()::write, now::get);

    @BeforeEach
    void start() {
        viewers.start();
    }

    @AfterEach
    void stop() {
        viewers.stop();
        system.close();
    }

    @Test
    void nothingRunsWhileNobodyLooks() {
        system.spawn("actor", Behaviors.stateless((message, ctx) -> {}));
        assertThat(samplers()).isEmpty();

        Remembering first = new Remembering();
        Remembering second = new Remembering();
        viewers.add(first);
        viewers.add(second);
        await().until(() -> first.samples.size() > 1);
        assertThat(samplers()).hasSize(1);
        viewers.remove(first);
        assertThat(viewers.isSampling()).isTrue();
        viewers.remove(second);

        assertThat(viewers.isSampling()).isFalse();
        await().until(() -> samplers().isEmpty());
    }

    @Test
    void whoComesLaterSeesTheLastSampleAtOnce() {
        Remembering first = new Remembering();
        viewers.add(first);
        await().until(() -> !first.samples.isEmpty());

        Remembering later = new Remembering();
        viewers.add(later);

        assertThat(later.samples).hasSizeBetween(1, 2);
        assertThat(first.samples).containsAll(later.samples.subList(0, 1));
    }

    @Test
    void theStreamsEndWithTheApplication() {
        Remembering viewer = new Remembering();
        viewers.add(viewer);

        viewers.stop();

        assertThat(viewer.ended).isTrue();
        assertThat(viewers.isSampling()).isFalse();
        assertThat(viewers.add(new Remembering())).isFalse();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whenLookingFailsTheStreamsEndAndThatIsToldOnce(CapturedOutput log) {
        Viewers failing = new Viewers(
                system,
                sample -> {
                    throw new NoClassDefFoundError("on purpose");
                },
                now::get);
        failing.start();

        for (int i = 0; i < 3; i++) {
            Remembering viewer = new Remembering();
            failing.add(viewer);
            await().until(() -> viewer.ended);
            assertThat(failing.isSampling()).isFalse();
        }

        await().until(() -> samplers().isEmpty());
        assertThat(log.getOut()).containsOnlyOnce("looking at 'viewed' failed");
    }

    @Test
    void aStreamEndsAfterAWhileSoThatItIsAskedAgainWhoMayLook() {
        Remembering first = new Remembering();
        viewers.add(first);
        now.addAndGet(Viewers.LONGEST.toNanos() - 1);
        Remembering later = new Remembering();
        viewers.add(later);
        await().until(() -> later.samples.size() > 1);
        assertThat(first.ended).isFalse();

        now.addAndGet(1);

        await().until(() -> first.ended);
        assertThat(later.ended).isFalse();
        assertThat(viewers.isSampling()).isTrue();
        now.addAndGet(Viewers.LONGEST.toNanos());
        await().until(() -> later.ended);
        assertThat(viewers.isSampling()).isFalse();
    }

    @Test
    void oneThatCannotBeEndedHoldsUpNobody() {
        viewers.add(new Remembering() {
            @Override
            public void end() {
                throw new IllegalStateException("on purpose");
            }
        });
        Remembering other = new Remembering();
        viewers.add(other);

        viewers.stop();

        assertThat(other.ended).isTrue();
    }

    @Test
    void thereIsAnEndOfRoom() {
        List<Viewer> many = new ArrayList<>();
        for (int i = 0; i < Viewers.MOST; i++) {
            Viewer viewer = new Remembering();
            assertThat(viewers.add(viewer)).isTrue();
            many.add(viewer);
        }
        assertThat(viewers.add(new Remembering())).isFalse();

        viewers.remove(many.get(0));
        assertThat(viewers.add(new Remembering())).isTrue();
    }

    private List<String> samplers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("nact-dashboard"::equals)
                .toList();
    }

    private static class Remembering implements Viewer {

        final List<String> samples = new CopyOnWriteArrayList<>();

        volatile boolean ended;

        @Override
        public void show(String sample) {
            samples.add(sample);
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}

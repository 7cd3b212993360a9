package io.nact.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.metrics.ActorMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often all actors are looked at for a scrape. */
class SharedLookTests {

    private final Looked looked = new Looked();

    private final SharedLook look = new SharedLook(looked);

    @Test
    void allGaugesOfAScrapeShareALook() {
        IntStream.range(0, 1_000).forEach(look::by);
        assertThat(looked.looks).isOne();
    }

    @Test
    void aGaugeThatIsReadAgainNeverTellsTheSameTwice() {
        look.by("depth");
        assertThat(look.by("depth").waiting("type").messages()).isEqualTo(2);
        look.by("age");
        assertThat(looked.looks).isEqualTo(2);
        look.by("age");
        assertThat(looked.looks).isEqualTo(3);
    }

    /** What waits is as much as the number of looks. */
    private static final class Looked implements ActorMetrics {

        private int looks;

        @Override
        public Snapshot snapshot() {
            looks++;
            return new Snapshot(Map.of("type", new Waiting(looks, Duration.ZERO)), List.of());
        }

        @Override
        public Registration listen(Listener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TypeMetrics> types() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Load load() {
            throw new UnsupportedOperationException();
        }
    }
}

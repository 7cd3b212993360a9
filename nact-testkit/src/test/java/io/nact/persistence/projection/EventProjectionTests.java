package io.nact.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.persistence.memory.InMemoryStorage;
import io.nact.persistence.projection.Shop.Added;
import io.nact.persistence.projection.Shop.Paid;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventProjectionTests {

    private static final EventProjection LIST =
            EventProjection.named("list").on(Added.class, (event, metadata, transaction) -> {});

    private static void of(EventProjection... projections) {
        Projections.of(new InMemoryStorage(), Shop.TYPES, projections);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä"})
    void aNameIsPlain(String name) {
        assertThatThrownBy(() -> EventProjection.named(name))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageStartingWith("'%s' is no name of a projection.".formatted(name));
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> of(LIST, LIST))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageStartingWith("There are two projections 'list'.");
    }

    @Test
    void twoHandlersForOneClassAreRefused() {
        assertThatThrownBy(() -> LIST.on(Added.class, (event, metadata, transaction) -> {}))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageStartingWith("Projection 'list' has two handlers for " + Added.class.getName());
    }

    @Test
    void whatHandlesNothingIsRefused() {
        assertThatThrownBy(() -> of(EventProjection.named("list")))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageStartingWith("Projection 'list' handles nothing.");
    }

    @Test
    void whatHandlesNoEventIsRefused() {
        assertThatThrownBy(() -> of(LIST.on(String.class, (event, metadata, transaction) -> {})))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageStartingWith(
                        "Projection 'list' handles java.lang.String, of which nothing is among the event types.");
    }

    @Test
    void isNotChangedByWhatIsMadeOfIt() {
        EventProjection changed = LIST.on(Paid.class, (event, metadata, transaction) -> {})
                .tagged("vip")
                .mode(ProjectionMode.AT_LEAST_ONCE)
                .fromNow()
                .onFailure(FailurePolicy.stopping())
                .onReset(transaction -> {});

        assertThat(changed.handlers()).hasSize(2);
        assertThat(changed.tags()).containsExactly("vip");
        assertThat(changed.mode()).isEqualTo(ProjectionMode.AT_LEAST_ONCE);
        assertThat(changed.isFromNow()).isTrue();
        assertThat(changed.failures()).isEqualTo(FailurePolicy.stopping());
        assertThat(changed.reset()).isNotNull();
        assertThat(LIST.handlers()).hasSize(1);
        assertThat(LIST.tags()).isEmpty();
        assertThat(LIST.mode()).isEqualTo(ProjectionMode.EXACTLY_ONCE);
        assertThat(LIST.isFromNow()).isFalse();
        assertThat(LIST.failures()).isNull();
        assertThat(LIST.reset()).isNull();
    }

    @Test
    void theWaitsBetweenTriesDoubleUpToTheLongest() {
        FailurePolicy standard = FailurePolicy.stopping();
        assertThat(IntStream.rangeClosed(1, standard.retries())
                        .mapToLong(retry -> standard.wait(retry).toSeconds())
                        .sum())
                .isBetween(200L, 300L);
        FailurePolicy policy = FailurePolicy.stopping().waits(Duration.ofMillis(100), Duration.ofMillis(700));

        assertThat(policy.wait(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.wait(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(policy.wait(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(policy.wait(4)).isEqualTo(Duration.ofMillis(700));
        assertThat(policy.wait(100)).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailurePolicy.stopping().retries(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailurePolicy.stopping().waits(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProjectionOptions.defaults().withPollInterval(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProjectionOptions.defaults().withBatchSize(0));
    }
}

package io.nact.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.EventFilter;
import io.nact.persistence.journal.EventPage;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.projection.FailurePolicy.Then;
import io.nact.persistence.projection.ProjectionStatus.State;
import io.nact.persistence.projection.Shop.Added;
import io.nact.testkit.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

class ProjectionFailureTests {

    private static final FailurePolicy QUICK =
            FailurePolicy.stopping().retries(2).waits(Duration.ofMillis(1), Duration.ofMillis(5));

    private final Shop shop = new Shop();

    private final AtomicInteger calls = new AtomicInteger();

    private LogCapture log;

    private Projections projections;

    @BeforeEach
    void listen() {
        log = LogCapture.of("io.nact.persistence.projection");
    }

    @AfterEach
    void close() {
        projections.close();
        shop.close();
        log.close();
    }

    private void start(EventProjection projection) {
        start(shop.storage().feed(), shop.storage().projections(), projection);
    }

    private void start(EventFeed feed, ProjectionStore store, EventProjection projection) {
        ProjectionOptions options =
                ProjectionOptions.defaults().withFailures(QUICK).withPollInterval(Duration.ofMillis(20));
        projections = Projections.of(feed, store, Shop.TYPES, options, List.of(projection));
        projections.start();
    }

    private ProjectionStatus status() {
        return projections.status("list").orElseThrow();
    }

    private ProjectionStatus awaitStop() {
        await().until(() -> status().state() == State.STOPPED);
        return status();
    }

    @Test
    void stopsBeforeAnEventThatItCannotHandleAfterAllBeforeIt() {
        shop.store(new Added("milk"));
        long before = shop.store(new Added("bread"));
        long refused = shop.store(new Added("refused, with a secret"));
        long head = shop.store(new Added("jam"));
        start(shop.listing());

        ProjectionStatus stopped = awaitStop();

        assertThat(shop.list()).containsExactly("milk", "bread");
        assertThat(stopped.position()).isEqualTo(before);
        assertThat(stopped.failedPosition()).isEqualTo(refused);
        assertThat(stopped.head()).isEqualTo(head);
        assertThat(stopped.lag()).isEqualTo(2);
        assertThat(stopped.error())
                .startsWith("event 3 of shop|cart ('shop.added') at position %d: java.lang.IllegalStateException in "
                        .formatted(refused))
                .contains("Shop.java:")
                .doesNotContain("secret");
        log.expect(Level.WARN, "tries again in PT0.001S (1 of 2): event 3 of shop|cart");
        log.expect(Level.WARN, "tries again in PT0.002S (2 of 2): event 3 of shop|cart");
        log.expect(Level.ERROR, "Projection 'list' stops");
        log.expectNone("secret");
    }

    @Test
    void whatHasStoppedStaysSoForWhoeverStartsItNext() {
        shop.store(new Added("refused"));
        start(shop.listing());
        ProjectionStatus stopped = awaitStop();
        projections.close();

        start(shop.listing());

        assertThat(awaitStop()).isEqualTo(stopped);
        assertThat(shop.list()).isEmpty();
    }

    @Test
    void resumedItTriesTheEventAgain() {
        shop.store(new Added("milk"));
        start(EventProjection.named("list").on(Added.class, (added, metadata, transaction) -> {
            if (calls.incrementAndGet() <= 3) {
                throw new IllegalStateException("not yet");
            }
            shop.list().add(added.what());
        }));
        awaitStop();

        assertThat(projections.resume("list").state()).isEqualTo(State.RUNNING);

        await().untilAsserted(() -> assertThat(shop.list()).containsExactly("milk"));
        assertThat(status().error()).isNull();
    }

    @Test
    void skippedItGoesOnAfterTheEvent() {
        shop.store(new Added("milk"));
        shop.store(new Added("refused"));
        shop.store(new Added("bread"));
        start(shop.listing());
        awaitStop();

        projections.skip("list");

        await().untilAsserted(() -> assertThat(shop.list()).containsExactly("milk", "bread"));
        assertThat(status().failedPosition()).isNull();
    }

    @Test
    void aResetFreesWhatHasStopped() {
        shop.store(new Added("milk"));
        AtomicBoolean broken = new AtomicBoolean(true);
        start(shop.listing().on(Shop.Removed.class, (removed, metadata, transaction) -> {
            if (broken.get()) {
                throw new IllegalStateException("not yet");
            }
        }));
        shop.store(new Shop.Removed("milk"));
        awaitStop();
        broken.set(false);

        projections.reset("list");

        await().until(() -> status().state() == State.RUNNING && status().lag() == 0);
        assertThat(shop.list()).containsExactly("milk");
    }

    @Test
    void whoeverIsToldToSkipsAnEventByItself() {
        shop.store(new Added("milk"));
        shop.store(new Added("refused"));
        shop.store(new Added("bread"));
        start(shop.listing().onFailure(QUICK.then(Then.SKIP)));

        await().untilAsserted(() -> assertThat(shop.list()).containsExactly("milk", "bread"));
        log.expect(Level.WARN, "Projection 'list' goes on without event 2 of shop|cart ('shop.added')");
    }

    @Test
    void whatHelpsItselfIsHandledOnce() {
        start(shop.listing().on(Shop.Removed.class, (removed, metadata, transaction) -> {
            if (calls.incrementAndGet() <= 2) {
                throw new AssertionError("not yet");
            }
        }));
        shop.store(new Added("milk"));
        shop.store(new Shop.Removed("milk"));
        shop.store(new Added("bread"));

        await().untilAsserted(() -> assertThat(shop.list()).containsExactly("milk", "bread"));
        assertThat(status().error()).isNull();
    }

    @Test
    void anEventThatCannotBeReadStopsItLikeOneThatCannotBeHandled() {
        shop.store(new Added("milk"));
        shop.store("cart", new Payload("shop.added", 1, "{\"what\":[\"secret\"]}"));
        shop.store(new Added("bread"));
        start(shop.listing());

        ProjectionStatus stopped = awaitStop();

        assertThat(shop.list()).containsExactly("milk");
        assertThat(stopped.error())
                .contains("'shop.added' v1 cannot be read as")
                .doesNotContain("secret");
        projections.skip("list");
        await().untilAsserted(() -> assertThat(shop.list()).containsExactly("milk", "bread"));
    }

    @Test
    void atLeastOnceKeepsWhatWasHandledBeforeAFailure() {
        shop.store(new Added("milk"));
        shop.store(new Added("bread"));
        shop.store(new Added("refused"));
        shop.store(new Added("jam"));
        start(EventProjection.named("list")
                .mode(ProjectionMode.AT_LEAST_ONCE)
                .on(Added.class, (added, metadata, transaction) -> {
                    shop.list().add(added.what());
                    if (added.what().startsWith("refused")) {
                        throw new IllegalStateException(added.what());
                    }
                }));

        awaitStop();

        assertThat(shop.list()).containsExactly("milk", "bread", "refused", "refused", "refused");
        projections.skip("list");
        await().untilAsserted(() -> assertThat(shop.list()).endsWith("refused", "jam"));
    }

    @Test
    void atLeastOnceStoresThePositionAfterEachEvent() {
        shop.store(new Added("milk"));
        shop.store(new Added("bread"));
        shop.store(new Added("jam"));
        List<Long> stored = new CopyOnWriteArrayList<>();
        start(EventProjection.named("list")
                .mode(ProjectionMode.AT_LEAST_ONCE)
                .on(
                        Added.class,
                        (added, metadata, transaction) -> stored.add(shop.storage()
                                .projections()
                                .find("list")
                                .orElseThrow()
                                .position())));

        await().untilAsserted(() -> assertThat(stored).containsExactly(0L, 1L, 2L));
    }

    @Test
    void atLeastOnceHasNoTransaction() {
        shop.store(new Added("milk"));
        start(EventProjection.named("list")
                .mode(ProjectionMode.AT_LEAST_ONCE)
                .on(Added.class, (added, metadata, transaction) -> transaction.resource(Object.class)));

        assertThat(awaitStop().error()).contains("java.lang.IllegalArgumentException");
    }

    @Test
    void aFailureThatShowsAtTheCommitIsOneOfTheEvent() {
        shop.store(new Added("milk"));
        shop.store(new Added("bread"));
        ProjectionStore store = new Failing(shop.storage().projections(), 2, "");
        start(shop.storage().feed(), store, shop.listing());

        ProjectionStatus stopped = awaitStop();

        assertThat(stopped.position()).isEqualTo(1);
        assertThat(stopped.failedPosition()).isEqualTo(2);
        assertThat(stopped.error()).contains("The commit fails");
        assertThat(shop.list()).containsExactly("milk");
    }

    @Test
    void whileTheJournalDoesNotAnswerItTriesAgainAndNothingIsCounted() {
        AtomicInteger failures = new AtomicInteger(4);
        EventFeed feed = new EventFeed() {

            @Override
            public CompletionStage<Long> head() {
                return shop.storage().feed().head();
            }

            @Override
            public CompletionStage<EventPage> read(long after, EventFilter filter, int limit) {
                return failures.getAndDecrement() > 0
                        ? CompletableFuture.failedFuture(new JournalUnavailableException("Not now"))
                        : shop.storage().feed().read(after, filter, limit);
            }

            @Override
            public Registration onStored(Runnable listener) {
                return shop.storage().feed().onStored(listener);
            }
        };
        shop.store(new Added("milk"));
        start(feed, shop.storage().projections(), shop.listing());

        await().until(() -> status().state() == State.RETRYING);
        assertThat(status().error()).isEqualTo("Not now");
        await().untilAsserted(() -> assertThat(shop.list()).containsExactly("milk"));
        assertThat(status().state()).isEqualTo(State.RUNNING);
        assertThat(status().error()).isNull();
        assertThat(log.lines()).hasSize(1);
        log.expect(Level.WARN, "Projection 'list' cannot go on, and tries again and again: Not now");
    }

    @ParameterizedTest
    @EnumSource(ProjectionMode.class)
    void whatFailsWhileAllEndsIsNobodysFault(ProjectionMode mode) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> ending = new CompletableFuture<>();
        EventFeed feed = new EndingFeed(shop.storage().feed(), () -> ending.complete(null));
        shop.store(new Added("milk"));
        start(
                feed,
                shop.storage().projections(),
                EventProjection.named("list")
                        .mode(mode)
                        .onFailure(QUICK.retries(0))
                        .on(Added.class, (added, metadata, transaction) -> {
                            begun.complete(null);
                            ending.join();
                            throw new IllegalStateException("its data source is closed");
                        }));
        begun.orTimeout(30, TimeUnit.SECONDS).join();

        projections.close();

        ProjectionProgress left = shop.storage().projections().find("list").orElseThrow();
        assertThat(left.isRunning()).isTrue();
        assertThat(left.position()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whereOneCannotStartNoneGoesOn() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        projections = Projections.of(
                new EndingFeed(shop.storage().feed(), () -> ended.complete(null)),
                new Failing(shop.storage().projections(), Long.MAX_VALUE, "zero"),
                Shop.TYPES,
                ProjectionOptions.defaults(),
                List.of(
                        shop.listing(),
                        EventProjection.named("zero").on(Added.class, (added, metadata, transaction) -> {})));

        assertThatThrownBy(projections::start).hasMessage("It cannot be made");

        assertThat(ended).isCompleted();
        assertThat(status().state()).isEqualTo(State.OFF);
    }

    /** A feed that tells when projections listen no longer. */
    private record EndingFeed(EventFeed feed, Runnable ending) implements EventFeed {

        @Override
        public CompletionStage<Long> head() {
            return feed.head();
        }

        @Override
        public CompletionStage<EventPage> read(long after, EventFilter filter, int limit) {
            return feed.read(after, filter, limit);
        }

        @Override
        public Registration onStored(Runnable listener) {
            Registration listening = feed.onStored(listener);
            return () -> {
                listening.close();
                ending.run();
            };
        }
    }

    /** A store that fails to commit whatever brings a projection to this position, and to make the one of this name. */
    private record Failing(ProjectionStore store, long position, String unmade) implements ProjectionStore {

        @Override
        public Optional<ProjectionProgress> find(String name) {
            return store.find(name);
        }

        @Override
        public Map<String, ProjectionProgress> all() {
            return store.all();
        }

        @Override
        public void create(String name, long after) {
            if (name.equals(unmade)) {
                throw new JournalUnavailableException("It cannot be made");
            }
            store.create(name, after);
        }

        @Override
        public boolean tryUpdate(String name, Update update) throws Exception {
            return store.tryUpdate(name, (progress, transaction) -> {
                ProjectionProgress after = update.from(progress, transaction);
                if (after.position() >= position) {
                    throw new JournalUnavailableException("The commit fails");
                }
                return after;
            });
        }

        @Override
        public boolean update(String name, Update update) throws Exception {
            return store.update(name, update);
        }
    }
}

package io.nact.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.projection.ProjectionStatus.State;
import io.nact.persistence.projection.Shop.Added;
import io.nact.persistence.projection.Shop.Event;
import io.nact.persistence.projection.Shop.Paid;
import io.nact.persistence.projection.Shop.Removed;
import io.nact.testkit.LogCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class ProjectionsTests {

    private static final ProjectionOptions SELDOM = ProjectionOptions.defaults().withPollInterval(Duration.ofHours(1));

    private final Shop shop = new Shop();

    private Projections projections;

    @AfterEach
    void close() {
        if (projections != null) {
            projections.close();
        }
        shop.close();
    }

    private void start(EventProjection... all) {
        start(ProjectionOptions.defaults(), all);
    }

    private void start(ProjectionOptions options, EventProjection... all) {
        projections =
                Projections.of(shop.storage().feed(), shop.storage().projections(), Shop.TYPES, options, List.of(all));
        projections.start();
    }

    private void awaitList(String... expected) {
        await().untilAsserted(() -> assertThat(shop.list()).containsExactly(expected));
    }

    private ProjectionStatus status() {
        return projections.status("list").orElseThrow();
    }

    @Test
    void handlesWhatThereIsAndWhatComesInTheOrderInWhichItWasStored() {
        shop.store(new Added("milk"));
        shop.store("other", Shop.TYPES.encode(new Added("bread")));
        start(shop.listing());
        awaitList("milk", "bread");

        shop.store(new Added("butter"));

        awaitList("milk", "bread", "butter");
    }

    @Test
    void whatIsStoredInThisProcessIsHandledAtOnce() {
        start(SELDOM, shop.listing());
        for (int i = 1; i <= 20; i++) {
            shop.store(new Added("milk"));
            int expected = i;
            await().until(() -> shop.list().size() == expected);
        }
    }

    @Test
    void goesOnWhereItWas() {
        shop.store(new Added("milk"));
        start(shop.listing());
        awaitList("milk");
        projections.close();
        shop.store(new Added("bread"));

        start(shop.listing());

        awaitList("milk", "bread");
    }

    @Test
    void thePositionIsAtTheHeadAlsoIfOthersEventsAreThere() {
        shop.store(new Added("milk"));
        long head = shop.store(Paid.CASH);
        start(shop.listing());

        await().untilAsserted(() ->
                assertThat(status()).isEqualTo(new ProjectionStatus("list", State.RUNNING, head, head, null, null)));
        assertThat(status().lag()).isZero();
    }

    @Test
    void whatIsPassedOverIsStoredNowAndThen() {
        start(ProjectionOptions.defaults().withPollInterval(Duration.ofMillis(10)), shop.listing());
        long head = shop.store(Paid.CASH);

        await().until(() ->
                shop.storage().projections().find("list").orElseThrow().position() == head);
    }

    @Test
    void theHandlerOfTheClassGoesBeforeThoseOfTypesAboveIt() {
        start(EventProjection.named("list")
                .on(Event.class, (event, metadata, transaction) -> shop.list().add("event"))
                .on(Removed.class, (event, metadata, transaction) -> shop.list().add("removed"))
                .on(Paid.class, (event, metadata, transaction) -> shop.list().add("paid " + event)));
        shop.store(new Removed("milk"));
        shop.store(Paid.CARD);
        shop.store(new Added("milk"));

        awaitList("removed", "paid CARD", "event");
    }

    @Test
    void tagsChoose() {
        start(shop.listing().tagged("fresh", "sweet"));
        shop.store(new Added("milk"), "fresh", "white");
        shop.store(new Added("soap"), "white");
        shop.store(new Added("jam"), "sweet");

        awaitList("milk", "jam");
    }

    @Test
    void eventsUnderOldAliasesReachTheirHandler() {
        start(shop.listing());
        shop.store("cart", new Payload("shop.put", 1, "{\"what\":\"milk\"}"));

        awaitList("milk");
    }

    @Test
    void aHandlerLearnsWhatIsKnownOfTheEvent() {
        CompletableFuture<EventMetadata> seen = new CompletableFuture<>();
        Instant before = Instant.now().minusMillis(1);
        start(EventProjection.named("list").on(Added.class, (event, metadata, transaction) -> seen.complete(metadata)));
        shop.store("first", Shop.TYPES.encode(Paid.CASH));
        shop.store(Paid.CASH);
        long position = shop.store(new Added("milk"), "fresh");

        EventMetadata metadata = seen.orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(metadata.position()).isEqualTo(position);
        assertThat(metadata.id()).isEqualTo(PersistenceId.of("shop", "cart"));
        assertThat(metadata.sequenceNr()).isEqualTo(2);
        assertThat(metadata.tags()).containsExactly("fresh");
        assertThat(metadata.createdAt()).isBetween(before, Instant.now());
        assertThat(metadata.metadata()).isNull();
    }

    @Test
    void onePausesAndResumesForAll() {
        start(shop.listing());
        shop.store(new Added("milk"));
        awaitList("milk");
        try (Projections others = Projections.of(shop.storage(), Shop.TYPES, shop.listing())) {
            others.start();

            assertThat(projections.pause("list").state()).isEqualTo(State.PAUSED);
            await().until(() -> others.status("list").orElseThrow().state() == State.PAUSED);
            shop.store(new Added("bread"));
            shop.store(new Added("jam"));
            await().until(() -> status().lag() == 2);
            assertThat(shop.list()).containsExactly("milk");

            assertThat(others.resume("list").state()).isEqualTo(State.RUNNING);
            awaitList("milk", "bread", "jam");
        }
    }

    @Test
    void aResetRemovesWhatWasMadeAndBeginsAnew() {
        shop.store(new Added("milk"));
        start(SELDOM, shop.listing());
        awaitList("milk");
        shop.list().add("nobody's");

        projections.reset("list");

        awaitList("milk");
        assertThat(status().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aResetThatFailsLeavesEverythingAsItWas() {
        long head = shop.store(new Added("milk"));
        start(shop.listing().onReset(transaction -> {
            throw new java.io.IOException("on purpose");
        }));
        awaitList("milk");

        assertThatThrownBy(() -> projections.reset("list"))
                .hasMessageStartingWith("Projection 'list' could not be reset: java.io.IOException in ")
                .hasMessageNotContaining("on purpose");
        assertThat(shop.storage().projections().find("list").orElseThrow().position())
                .isEqualTo(head);
        assertThat(shop.list()).containsExactly("milk");
    }

    @Test
    void whoeverCannotRemoveWhatItMadeIsNotReset() {
        start(EventProjection.named("list").on(Added.class, (event, metadata, transaction) -> {}));

        assertThatThrownBy(() -> projections.reset("list"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("give it an onReset");
    }

    @Test
    void eventsMayBeDeletedAsFarAsAllHaveHandledThem() {
        EventProjection paid = EventProjection.named("paid").on(Paid.class, (event, metadata, transaction) -> {});
        start(ProjectionOptions.defaults().withPollInterval(Duration.ofMillis(10)), shop.listing(), paid);
        projections.pause("paid");
        long paused = shop.storage().projections().find("paid").orElseThrow().position();
        long head = shop.store(new Added("milk"));
        awaitList("milk");
        assertThat(projections.deletionLimit().position()).isCompletedWithValue(paused);

        projections.resume("paid");

        await().untilAsserted(
                        () -> assertThat(projections.deletionLimit().position()).isCompletedWithValue(head));
    }

    @Test
    void eventsMayBeDeletedAsFarAsOthersHaveHandledThem() {
        long head = shop.store(new Added("milk"));
        start(shop.listing());
        awaitList("milk");
        await().until(() -> status().position() == head);
        Projections off = Projections.of(shop.storage(), Shop.TYPES, shop.listing());

        await().untilAsserted(() -> assertThat(off.deletionLimit().position()).isCompletedWithValue(head));
    }

    @Test
    void eventsAreKeptForThoseThatHaveNeverRun() {
        shop.store(new Added("milk"));
        projections = Projections.of(shop.storage(), Shop.TYPES, shop.listing());

        assertThat(projections.deletionLimit().position()).isCompletedWithValue(0L);
    }

    @Test
    void withoutProjectionsAllEventsMayBeDeleted() {
        start();

        assertThat(projections.deletionLimit().position()).isCompletedWithValue(Long.MAX_VALUE);
    }

    @Test
    void onlyWhatHasStoppedAtAnEventSkipsIt() {
        start(shop.listing());

        assertThatThrownBy(() -> projections.skip("list"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Projection 'list' has not stopped at an event");
    }

    @Test
    void nothingIsDoneToAProjectionThatIsNotThere() {
        start(shop.listing());

        assertThat(projections.status("nobody")).isEmpty();
        assertThatThrownBy(() -> projections.pause("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no projection 'nobody', but there are [list]");
    }

    @Test
    void hearsOfAnIdWhoseDataHaveBeenErasedWhateverItsTags() {
        List<String> erased = new CopyOnWriteArrayList<>();
        start(shop.listing().tagged("fresh").onErased((id, transaction) -> erased.add(id.id())));
        shop.store(new Added("milk"), "fresh");
        shop.store(new Added("soap"));
        shop.store("gone", new Payload(Payload.ERASED, 1, "{}"));
        shop.store(new Added("bread"), "fresh");

        awaitList("milk", "bread");
        assertThat(erased).containsExactly("gone");
    }

    @Test
    void fromNowPassesOverWhatThereWas() {
        shop.store(new Added("milk"));
        start(shop.listing().fromNow());
        shop.store(new Added("bread"));
        awaitList("bread");
        projections.close();
        shop.store(new Added("jam"));

        start(shop.listing().fromNow());

        awaitList("bread", "jam");
    }

    @Test
    void theEndWaitsForTheEventInHandAndKeepsWhatIsHandled() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        long first = shop.store(new Added("milk"));
        shop.store(new Added("bread"));
        start(EventProjection.named("list").on(Added.class, (event, metadata, transaction) -> {
            begun.complete(null);
            go.join();
            shop.list().add(event.what());
        }));
        begun.orTimeout(30, TimeUnit.SECONDS).join();
        go.completeAsync(() -> null, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        projections.close();

        assertThat(shop.list()).containsExactly("milk");
        assertThat(shop.storage().projections().find("list").orElseThrow().position())
                .isEqualTo(first);
        assertThat(status().state()).isEqualTo(State.OFF);
    }

    @Test
    void aHandlerThatDoesNotEndIsToldOfAndNotInterrupted() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        shop.store(new Added("milk"));
        start(
                ProjectionOptions.defaults().withCloseTimeout(Duration.ofMillis(50)),
                EventProjection.named("list").on(Added.class, (event, metadata, transaction) -> {
                    begun.complete(null);
                    go.join();
                    interrupted.complete(Thread.currentThread().isInterrupted());
                }));
        begun.orTimeout(30, TimeUnit.SECONDS).join();

        try (LogCapture log = LogCapture.of("io.nact.persistence.projection")) {
            projections.close();
            log.expect(Level.WARN, "Projection 'list' has not ended in time");
        }

        go.complete(null);
        assertThat(interrupted.orTimeout(30, TimeUnit.SECONDS).join()).isFalse();
    }

    @Test
    void aStoreThatIsGoneIsToldAtTheStart() {
        shop.storage().close();

        assertThatThrownBy(() -> start(shop.listing())).isInstanceOf(JournalUnavailableException.class);
    }
}

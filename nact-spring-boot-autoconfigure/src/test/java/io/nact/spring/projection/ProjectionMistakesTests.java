package io.nact.spring.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Receive;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.persistence.journal.ProjectionTransaction;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.persistence.projection.EventMetadata;
import io.nact.persistence.projection.FailurePolicy;
import io.nact.spring.Actor;
import io.nact.spring.OnErased;
import io.nact.spring.OnReset;
import io.nact.spring.Projection;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.persistence.NactProjectionAutoConfiguration;
import io.nact.spring.features.Ledger;
import io.nact.spring.features.Ledger.Deposited;
import io.nact.spring.features.Ledger.Withdrawn;
import io.nact.spring.registration.StartupFailures;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.Async;

class ProjectionMistakesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(NactAutoConfiguration.class, NactProjectionAutoConfiguration.class))
            .withBean(
                    Persistence.class, () -> Persistence.of(new InMemoryStorage(), EventTypes.of(Ledger.Event.class)));

    private String report(Class<?> type) {
        return StartupFailures.report(runner.withBean("view", type));
    }

    @Test
    void aNameIsNeeded() {
        assertThat(report(Nameless.class))
                .contains("has a projection without a name, at its method on.", "@Projection(\"…\")");
    }

    static class Nameless {

        @Projection
        void on(Deposited event) {}
    }

    @Test
    void aClassNeedsMethods() {
        assertThat(report(Empty.class)).contains("is annotated with @Projection, but none of its methods is.");
    }

    @Projection("empty")
    static class Empty {}

    @Test
    void whatHoldsForTheProjectionIsSaidOnce() {
        assertThat(report(Contradicting.class)).contains("says different things about its projection 'view'.");
        assertThat(report(SayingTwice.class)).contains("what holds for all of its projection 'view'.");
    }

    static class Contradicting {

        @Projection("view")
        void on(Deposited event) {}

        @Projection(value = "view", onFailure = FailurePolicy.Then.SKIP)
        void on(Withdrawn event) {}
    }

    @Projection("view")
    static class SayingTwice {

        @Projection(fromNow = true)
        void on(Deposited event) {}
    }

    @Test
    void aHandlerTakesAnEventAndWhatIsKnownOfIt() {
        for (Class<?> type : new Class<?>[] {Nothing.class, MetadataOnly.class, Unknown.class}) {
            assertThat(report(type)).contains("is annotated with @Projection, but takes ", "Have it take an event");
        }
    }

    static class Nothing {

        @Projection("view")
        void on() {}
    }

    static class MetadataOnly {

        @Projection("view")
        void on(EventMetadata metadata) {}
    }

    static class Unknown {

        @Projection("view")
        void on(Deposited event, String more) {}
    }

    @Test
    void aHandlerIsDoneWhenItReturns() {
        assertThat(report(Returning.class)).contains("returns something, which nobody would wait for or see.");
        assertThat(report(Asynchronous.class)).contains("is asynchronous");
    }

    static class Returning {

        @Projection("view")
        CompletableFuture<Void> on(Deposited event) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static class Asynchronous {

        @Async
        @Projection("view")
        void on(Deposited event) {}
    }

    @Test
    void aHandlerCanBeAdvised() {
        assertThat(report(Private.class)).contains("is private or static");
    }

    static class Private {

        @Projection("view")
        private void on(Deposited event) {}
    }

    @Test
    void anEventIsRegistered() {
        assertThat(report(Unregistered.class))
                .contains("Projection 'view' handles java.lang.String, of which nothing is among the event types.");
    }

    static class Unregistered {

        @Projection("view")
        void on(String event) {}
    }

    @Test
    void anEventHasOneHandler() {
        assertThat(report(Twice.class)).contains("Projection 'view' has two handlers for " + Deposited.class.getName());
    }

    static class Twice {

        @Projection("view")
        void one(Deposited event) {}

        @Projection("view")
        void other(Deposited event) {}
    }

    @ParameterizedTest
    @ValueSource(classes = {ResetOfNothing.class, ResetOfAnother.class})
    void aResetIsOfAProjectionOfTheClass(Class<?> type) {
        assertThat(report(type)).contains("has no projection that its method clear could be of.");
    }

    static class ResetOfNothing {

        @OnReset
        void clear() {}
    }

    static class ResetOfAnother {

        @Projection("view")
        void on(Deposited event) {}

        @OnReset("another")
        void clear() {}
    }

    @Test
    void aResetTakesNothingOrTheTransaction() {
        assertThat(report(ResetWithMore.class)).contains("is annotated with @OnReset, but takes [");
        runner.withBean(ResetWithTransaction.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class ResetWithMore {

        @Projection("view")
        void on(Deposited event) {}

        @OnReset
        void clear(String what) {}
    }

    static class ResetWithTransaction {

        @Projection("view")
        void on(Deposited event, ProjectionTransaction transaction) {}

        @OnReset("view")
        void clear(ProjectionTransaction transaction) {}
    }

    @Test
    void anErasureTakesAnId() {
        assertThat(report(ErasureOfEvents.class)).contains("is annotated with @OnErased, but takes [");
    }

    static class ErasureOfEvents {

        @Projection("view")
        void on(Deposited event) {}

        @OnErased
        void forget(Deposited event) {}
    }

    @Test
    void aNameIsOfOneBean() {
        assertThat(StartupFailures.report(runner.withBean("one", Single.class).withBean("other", Single.class)))
                .contains("There are two projections 'view'.");
    }

    static class Single {

        @Projection("view")
        void on(Deposited event) {}
    }

    @Test
    void anActorIsNoProjection() {
        assertThat(report(Mixed.class)).contains("has @Projection on its method on");
    }

    @Actor
    static class Mixed {

        @Receive
        void receive(String message) {}

        @Projection("view")
        void on(Deposited event) {}
    }
}

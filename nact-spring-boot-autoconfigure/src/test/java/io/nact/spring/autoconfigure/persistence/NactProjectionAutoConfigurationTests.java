package io.nact.spring.autoconfigure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nact.persistence.EventTypes;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.persistence.projection.EventProjection;
import io.nact.persistence.projection.ProjectionStatus;
import io.nact.persistence.projection.ProjectionStatus.State;
import io.nact.persistence.projection.Projections;
import io.nact.spring.NactTransactionManager;
import io.nact.spring.endpoint.ProjectionsEndpoint;
import io.nact.spring.endpoint.ProjectionsEndpointWebExtension;
import io.nact.spring.features.Ledger;
import io.nact.spring.features.Ledger.Balances;
import io.nact.spring.features.Ledger.Deposited;
import io.nact.spring.features.Ledger.Withdrawn;
import io.nact.spring.projection.ProjectionMeters;
import io.nact.spring.projection.ProjectionsHealthIndicator;
import io.nact.spring.projection.ProjectionsLifecycle;
import io.nact.spring.registration.StartupFailures;
import io.nact.testkit.LogCapture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Phased;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

class NactProjectionAutoConfigurationTests {

    private final ApplicationContextRunner runner = PersistenceContexts.withDatabase()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    NactManagedTransactionsAutoConfiguration.class,
                    NactProjectionAutoConfiguration.class,
                    NactProjectionsEndpointAutoConfiguration.class,
                    NactProjectionsHealthContributorAutoConfiguration.class,
                    NactProjectionsMetricsAutoConfiguration.class))
            .withPropertyValues("nact.persistence.projection.poll-interval=50ms");

    private final ApplicationContextRunner ledger = runner.withUserConfiguration(Ledger.class);

    private static ProjectionStatus status(ApplicationContext context) {
        return context.getBean(Projections.class).status("balances").orElseThrow();
    }

    private static void awaitBalance(ApplicationContext context, long amount) {
        Balances balances = context.getBean(Balances.class);
        await().untilAsserted(() -> assertThat(balances.of("a")).isEqualTo(amount));
    }

    @Test
    void methodsOfBeansHandleWhatIsStored() {
        ledger.run(context -> {
            Ledger.store(context, "a", new Deposited(5));
            Ledger.store(context, "a", new Withdrawn(2));

            awaitBalance(context, 3);
            await().until(() -> status(context).lag() == 0);
        });
    }

    @Test
    void whatAHandlerHasWrittenIsUndoneIfItFails() {
        ledger.withPropertyValues("nact.persistence.projection.max-retries=2").run(context -> {
            context.getBean(Balances.class).broken(true);
            Ledger.store(context, "a", new Deposited(5));
            await().until(() -> status(context).state() == State.STOPPED);

            assertThat(context.getBean(Balances.class).of("a")).isZero();
            assertThat(status(context).error())
                    .contains("java.lang.IllegalStateException in io.nact.spring.features.Ledger$Balances.deposited(")
                    .doesNotContain("secret");

            context.getBean(Balances.class).broken(false);
            context.getBean(Projections.class).resume("balances");
            awaitBalance(context, 5);
        });
    }

    @Test
    void aResetClearsTheTableAndMakesItAgain() {
        ledger.run(context -> {
            Ledger.store(context, "a", new Deposited(5));
            awaitBalance(context, 5);

            context.getBean(Projections.class).reset("balances");

            awaitBalance(context, 5);
            await().until(() -> status(context).lag() == 0);
            assertThat(context.getBean(Balances.class).of("a")).isEqualTo(5);
        });
    }

    @Test
    void whatWasMadeOfAnErasedIdGoesToo() {
        ledger.run(context -> {
            Ledger.store(context, "a", new Deposited(5));
            awaitBalance(context, 5);

            Ledger.erase(context, "a");

            awaitBalance(context, 0);
        });
    }

    @Test
    void aProjectionMayBeABean() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        ledger.withBean(
                        "list",
                        EventProjection.class,
                        () -> EventProjection.named("list")
                                .on(Deposited.class, (event, metadata, transaction) -> seen.add(event)))
                .run(context -> {
                    Ledger.store(context, "a", new Deposited(5));
                    await().untilAsserted(() -> assertThat(seen).containsExactly(new Deposited(5)));
                    assertThat(context.getBean(Projections.class).statuses())
                            .extracting(ProjectionStatus::name)
                            .containsExactly("balances", "list");
                });
    }

    @Test
    void anApplicationMayLeaveThemToOthers() {
        ledger.withPropertyValues("nact.persistence.projection.enabled=false").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(ProjectionsLifecycle.class);
            Ledger.store(context, "a", new Deposited(5));
            assertThat(status(context).state()).isEqualTo(State.OFF);
            await().until(() -> status(context).lag() == 1);
        });
    }

    @Test
    void withoutADatabaseTheyAreInMemory() {
        PersistenceContexts.inMemory()
                .withConfiguration(AutoConfigurations.of(
                        NactManagedTransactionsAutoConfiguration.class, NactProjectionAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Projections.class));
    }

    @Test
    void withoutSpringsTransactionsTheyHaveTheStoragesAndSaySo() {
        try (LogCapture log = LogCapture.of(NactManagedTransactionsAutoConfiguration.class.getName())) {
            PersistenceContexts.withDatabase()
                    .withConfiguration(AutoConfigurations.of(
                            NactManagedTransactionsAutoConfiguration.class, NactProjectionAutoConfiguration.class))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(Projections.class)
                            .hasSingleBean(ProjectionStore.class));
            log.expect(Level.WARN, "there is no transaction manager");
        }
    }

    @Test
    void hasNoEffectWithoutTheModule() {
        runner.withClassLoader(new FilteredClassLoader("io.nact.persistence"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("nactProjections")
                        .doesNotHaveBean("nactProjectionStore"));
    }

    @Test
    void hasNoEffectWithoutActors() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Projections.class));
    }

    @Test
    void leavesBothToTheUser() {
        try (InMemoryStorage storage = new InMemoryStorage()) {
            ledger.withBean("own", ProjectionStore.class, storage::projections).run(context -> {
                Ledger.store(context, "a", new Deposited(5));
                awaitBalance(context, 5);
                await().until(() ->
                        storage.projections().find("balances").orElseThrow().position() == 1);
            });
            Projections own = Projections.of(storage, EventTypes.of(Ledger.Event.class));
            ledger.withBean("own", Projections.class, () -> own)
                    .run(context ->
                            assertThat(context.getBean(Projections.class)).isSameAs(own));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poll-interval=0s, poll-interval must be at least a millisecond, not PT0S",
                "batch-size=0, batch-size must be at least 1, not 0",
                "max-retries=-1, max-retries must be at least 0, not -1"
            })
    void refusesNumbersThatMeanNothing(String valueAndMessage) {
        String[] parts = valueAndMessage.split(", ", 2);
        runner.withPropertyValues("nact.persistence.projection." + parts[0])
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage("nact.persistence.projection." + parts[1]));
    }

    @Test
    void startsAfterTheActorsAndEndsBeforeThem() {
        runner.run(context -> {
            int actors =
                    context.getBean("nactActorSystemLifecycle", Phased.class).getPhase();
            assertThat(context.getBean(ProjectionsLifecycle.class).getPhase()).isGreaterThan(actors);
            assertThat(context.getBean(ProjectionsLifecycle.class).isRunning()).isTrue();
            assertThat(context.getBean(ProjectionsLifecycle.class).isPauseable())
                    .isFalse();
        });
    }

    @Test
    void aManagerOfAnotherDataSourceIsExplained() {
        assertThat(StartupFailures.report(ledger.withUserConfiguration(OtherManager.class)))
                .contains("not on the data source that has the table of the projections", "@NactTransactionManager");
    }

    @Test
    void amongSeveralManagersTheMarkedOneIsTaken() {
        ledger.withUserConfiguration(OtherManager.class, MarkedManager.class).run(context -> {
            Ledger.store(context, "a", new Deposited(5));
            awaitBalance(context, 5);
        });
    }

    @Test
    void severalManagersOfWhichNoneIsMarkedAreExplained() {
        assertThat(StartupFailures.report(ledger.withUserConfiguration(TwoManagers.class)))
                .contains(
                        "several transaction managers, of which none is marked", "@NactTransactionManager", "@Primary");
    }

    @Test
    void severalManagersDoNoHarmWhereNoProjectionRuns() {
        runner.withUserConfiguration(TwoManagers.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ProjectionStore.class));
        ledger.withUserConfiguration(TwoManagers.class)
                .withPropertyValues("nact.persistence.projection.enabled=false")
                .run(context -> {
                    assertThat(status(context).state()).isEqualTo(State.OFF);
                    assertThat(status(context).error()).contains("InvalidSchemaException");
                });
    }

    @Test
    void theOutboxPublishesInTheTransactionWhatIsStoredFromNowOn() {
        ledger.withUserConfiguration(Listeners.class)
                .withPropertyValues("nact.persistence.outbox.enabled=true")
                .run(context -> {
                    Listeners listeners = context.getBean(Listeners.class);
                    listeners.broken = true;
                    Ledger.store(context, "a", new Deposited(5));
                    await().until(() -> listeners.seen.contains("in Deposited[amount=5]"));
                    assertThat(listeners.seen).doesNotContain("after Deposited[amount=5]");

                    listeners.broken = false;

                    await().untilAsserted(() ->
                            assertThat(listeners.seen).endsWith("in Deposited[amount=5]", "after Deposited[amount=5]"));
                    assertThat(context.getBean(Projections.class).status("outbox"))
                            .isPresent();
                });
    }

    @Test
    void isMetered() {
        ledger.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            context.getBean(ProjectionMeters.class).bindTo(registry);
            context.getBean(Projections.class).pause("balances");
            Ledger.store(context, "a", new Deposited(5));
            Ledger.store(context, "a", new Deposited(5));

            await().until(() -> registry.get("nact.projection.lag")
                            .tag("projection", "balances")
                            .gauge()
                            .value()
                    == 2);
            assertThat(registry.get("nact.projection.lag").gauge().getId().getBaseUnit())
                    .isEqualTo("events");
        });
    }

    @Test
    void theMeterIsAsThePageAboutMetricsSays() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ledger.withBean(MeterRegistry.class, () -> registry).run(context -> {
            context.getBean(ProjectionMeters.class).bindTo(registry);
            assertThat(registry.scrape()).contains("nact_projection_lag_events{projection=\"balances\"} 0.0");
            assertThat(registry.get("nact.projection.lag").gauge().getId().getDescription())
                    .isNotBlank();
        });
        assertThat(Path.of("../docs/metrics.md"))
                .content()
                .contains("| `nact.projection.lag` | `nact_projection_lag_events` | gauge, events | `projection` |");
    }

    @Test
    void isNotMeteredWithoutARegistryOrWhenSwitchedOff() {
        runner.run(context -> assertThat(context).doesNotHaveBean(ProjectionMeters.class));
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("nact.metrics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ProjectionMeters.class));
    }

    @Test
    void healthTellsWhichHaveStoppedAndStaysUp() {
        ledger.withPropertyValues("nact.persistence.projection.max-retries=0").run(context -> {
            HealthIndicator health = context.getBean(ProjectionsHealthIndicator.class);
            assertThat(health.health()).isEqualTo(Health.up().build());
            context.getBean(Balances.class).broken(true);
            Ledger.store(context, "a", new Deposited(5));
            await().until(() -> status(context).state() == State.STOPPED);

            Health stopped = health.health();

            assertThat(stopped.getStatus()).isEqualTo(Status.UP);
            assertThat(stopped.getDetails()).containsExactly(Map.entry("stoppedAtPosition", Map.of("balances", 1L)));
            context.getBean(Projections.class).skip("balances");
            context.getBean(Projections.class).pause("balances");
            assertThat(health.health().getDetails()).containsExactly(Map.entry("paused", List.of("balances")));
        });
    }

    @Test
    void healthCanBeSwitchedOffAndReplaced() {
        runner.withPropertyValues("management.health.nact-projections.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ProjectionsHealthIndicator.class));
        runner.withBean(
                        "nactProjectionsHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.up().build())
                .run(context -> assertThat(context).doesNotHaveBean(ProjectionsHealthIndicator.class));
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("nactProjectionsHealthIndicator"));
    }

    @Test
    void theEndpointIsThereIfItIsExposed() {
        ApplicationContextRunner exposed =
                runner.withPropertyValues("management.endpoints.web.exposure.include=nactprojections");
        exposed.run(context -> assertThat(context)
                .hasSingleBean(ProjectionsEndpoint.class)
                .hasSingleBean(ProjectionsEndpointWebExtension.class));
        exposed.withPropertyValues("management.endpoint.nactprojections.access=NONE")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ProjectionsEndpoint.class));
        exposed.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("nactProjectionsEndpoint"));
        exposed.withBean("mine", ProjectionsEndpoint.class, () -> new ProjectionsEndpoint(null))
                .run(context -> assertThat(context).hasSingleBean(ProjectionsEndpoint.class));
        runner.run(context -> assertThat(context).doesNotHaveBean(ProjectionsEndpoint.class));
    }

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:other");
        return source;
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherManager {

        @Bean
        @Primary
        PlatformTransactionManager other() {
            return new DataSourceTransactionManager(h2());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoManagers {

        @Bean
        PlatformTransactionManager first(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        PlatformTransactionManager second() {
            return new DataSourceTransactionManager(h2());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedManager {

        @Bean
        @NactTransactionManager
        PlatformTransactionManager marked(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        private volatile boolean broken;

        @EventListener
        void in(Deposited event) {
            seen.add("in " + event);
            if (broken) {
                throw new IllegalStateException("broken");
            }
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
        void after(Deposited event) {
            seen.add("after " + event);
        }
    }
}

package io.nact.spring.autoconfigure.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.spring.persistence.JournalHealthIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NactJournalHealthContributorAutoConfigurationTests {

    private final ApplicationContextRunner runner = PersistenceContexts.withDatabase()
            .withConfiguration(AutoConfigurations.of(NactJournalHealthContributorAutoConfiguration.class));

    @Test
    void tellsTheHealthOfTheJournal() {
        runner.run(context -> assertThat(context).hasNotFailed().hasSingleBean(JournalHealthIndicator.class));
    }

    @Test
    void doesNothingWithoutADatabase() {
        runner.withPropertyValues("nact.persistence.journal=memory")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(JournalHealthIndicator.class));
    }

    @Test
    void doesNothingWithoutItsModule() {
        runner.withClassLoader(new FilteredClassLoader("io.nact.persistence"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("nactJournalHealthIndicator"));
    }

    @Test
    void doesNothingWithoutBootsHealth() {
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(JdbcStorage.class)
                        .doesNotHaveBean("nactJournalHealthIndicator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nactJournalHealthIndicator", "nactJournalHealthContributor"})
    void leavesTheHealthToTheUser(String name) {
        HealthIndicator own = () -> Health.up().build();
        runner.withBean(name, HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("management.health.nact-journal.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(JournalHealthIndicator.class));
    }
}

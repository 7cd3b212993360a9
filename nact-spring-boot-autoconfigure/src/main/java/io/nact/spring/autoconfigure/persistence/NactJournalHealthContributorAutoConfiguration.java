package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.spring.persistence.JournalHealthIndicator;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health of the journal. */
@AutoConfiguration(after = NactPersistenceAutoConfiguration.class)
@ConditionalOnClass({JdbcStorage.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(JdbcStorage.class)
public final class NactJournalHealthContributorAutoConfiguration {

    /** Below what those who ask for the health wait themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    @ConditionalOnEnabledHealthIndicator("nact-journal")
    @ConditionalOnMissingBean(name = {"nactJournalHealthIndicator", "nactJournalHealthContributor"})
    JournalHealthIndicator nactJournalHealthIndicator(JdbcStorage storage) {
        return new JournalHealthIndicator(storage, PATIENCE);
    }
}

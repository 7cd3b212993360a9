package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.spring.NactTransactionManager;
import io.nact.spring.projection.ManagedTransactions;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/** Auto-configuration of projections that write in Spring's transactions. */
@AutoConfiguration(
        after = NactJdbcPersistenceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass({JdbcStorage.class, DataSourceUtils.class, PlatformTransactionManager.class})
@ConditionalOnBean(JdbcStorage.class)
public final class NactManagedTransactionsAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(NactManagedTransactionsAutoConfiguration.class);

    /** In the storage's own transactions, and says so, if there is no manager, or it is not known whose data source to take. */
    @Bean
    @ConditionalOnMissingBean
    ProjectionStore nactProjectionStore(
            JdbcStorage storage,
            ObjectProvider<JournalDataSource> journals,
            ObjectProvider<DataSource> sources,
            @NactTransactionManager ObjectProvider<PlatformTransactionManager> marked,
            ObjectProvider<PlatformTransactionManager> managers) {
        JournalDataSource journal = journals.getIfAvailable();
        DataSource source = journal == null ? sources.getIfUnique() : journal.get();
        PlatformTransactionManager own = marked.getIfAvailable();
        PlatformTransactionManager manager = own == null ? managers.getIfUnique() : own;
        if (manager == null && managers.stream().findAny().isPresent()) {
            return storage.projections(new UnknownTransactions());
        }
        if (source == null || manager == null) {
            log.warn(
                    "Projections have transactions of their own, in which no JdbcClient or repository takes part:"
                            + " what their handlers write may count twice. For there is no {}",
                    manager == null ? "transaction manager" : "data source that is the only or primary one");
            return storage.projections();
        }
        return storage.projections(new ManagedTransactions(manager, source));
    }
}

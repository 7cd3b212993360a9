package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.spring.NactTransactionManager;
import io.nact.spring.projection.ManagedTransactions;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
@ConditionalOnBean({JdbcStorage.class, PlatformTransactionManager.class})
public final class NactManagedTransactionsAutoConfiguration {

    /** In the storage's own transactions if it is not known whose data source or manager to take. */
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
        return store(storage, source, own == null ? managers.getIfUnique() : own);
    }

    private static ProjectionStore store(
            JdbcStorage storage, @Nullable DataSource source, @Nullable PlatformTransactionManager manager) {
        return source == null || manager == null
                ? storage.projections()
                : storage.projections(new ManagedTransactions(manager, source));
    }
}

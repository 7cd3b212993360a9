package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.Persistence;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.jdbc.JournalListener;
import io.nact.persistence.journal.Storage;
import io.nact.spring.NactDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Auto-configuration of the storage in a relational database, and of its tables. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({Persistence.class, JdbcStorage.class, DataSource.class, DatabaseInitializationProperties.class})
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(Storage.class)
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = NactPersistenceProperties.JOURNAL, havingValue = "jdbc", matchIfMissing = true)
@EnableConfigurationProperties(NactJdbcPersistenceProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(NactJdbcPersistenceAutoConfiguration.ScriptHints.class)
public final class NactJdbcPersistenceAutoConfiguration {

    @Bean
    JournalDataSource nactJournalDataSource(
            @NactDataSource ObjectProvider<DataSource> marked, ObjectProvider<DataSource> all) {
        return new JournalDataSource(marked, all);
    }

    @Bean
    @Conditional(OnJournalTablesInitialization.class)
    JournalTablesInitializer nactJournalTablesInitializer(
            JournalDataSource dataSource, NactJdbcPersistenceProperties properties) {
        return new JournalTablesInitializer(dataSource.get(), properties);
    }

    /** Made after whatever may make its tables, as any bean of its type. */
    @Bean
    JdbcStorage nactStorage(
            JournalDataSource dataSource,
            NactJdbcPersistenceProperties properties,
            ObjectProvider<JournalListener> listeners) {
        JournalListeners told = new JournalListeners(listeners.orderedStream().toList());
        return JdbcStorage.open(dataSource.get(), properties.options(), told);
    }

    static class OnJournalTablesInitialization extends OnDatabaseInitializationCondition {

        OnJournalTablesInitialization() {
            super("nact journal", NactJdbcPersistenceProperties.PREFIX + ".initialize-schema");
        }
    }

    static class ScriptHints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
            hints.resources().registerPattern("io/nact/persistence/jdbc/schema-*.sql");
        }
    }
}

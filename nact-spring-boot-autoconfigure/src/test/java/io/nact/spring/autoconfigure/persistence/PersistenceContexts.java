package io.nact.spring.autoconfigure.persistence;

import io.nact.spring.autoconfigure.NactAutoConfiguration;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts with persistent actors. */
final class PersistenceContexts {

    private PersistenceContexts() {}

    /** Without a data source. */
    static ApplicationContextRunner inMemory() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        NactAutoConfiguration.class,
                        NactJdbcPersistenceAutoConfiguration.class,
                        NactPersistenceAutoConfiguration.class));
    }

    /** With a database in memory, another for each runner. */
    static ApplicationContextRunner withDatabase() {
        return at("jdbc:h2:mem:" + UUID.randomUUID());
    }

    /** With the database at this URL. */
    static ApplicationContextRunner at(String url) {
        return inMemory()
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=" + url);
    }
}

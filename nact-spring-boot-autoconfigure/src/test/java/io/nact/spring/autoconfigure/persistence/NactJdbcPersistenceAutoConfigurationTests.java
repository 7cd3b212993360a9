package io.nact.spring.autoconfigure.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import com.zaxxer.hikari.HikariDataSource;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.jdbc.JdbcStorageOptions;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.journal.StreamRange;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.spring.NactDataSource;
import io.nact.spring.registration.StartupFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

class NactJdbcPersistenceAutoConfigurationTests {

    private final ApplicationContextRunner runner = PersistenceContexts.withDatabase();

    @Test
    void makesTheTablesOfADatabaseInMemoryAndKeepsEventsThere() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(Storage.class).hasSingleBean(JdbcStorage.class);
            assertThat(events(context.getBean(DataSource.class))).isZero();
        });
    }

    @Test
    void storesNothingThereIfMemoryIsWanted() {
        runner.withPropertyValues("nact.persistence.journal=memory")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(JdbcStorage.class)
                        .getBean(Storage.class)
                        .isInstanceOf(InMemoryStorage.class));
    }

    @Test
    void doesNothingWithoutItsModule() {
        runner.withClassLoader(new FilteredClassLoader("io.nact.persistence.jdbc"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(Storage.class)
                        .isInstanceOf(InMemoryStorage.class));
    }

    @Test
    void doesNothingWithoutAnyOfPersistence() {
        runner.withClassLoader(new FilteredClassLoader("io.nact.persistence"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("nactStorage"));
    }

    @Test
    void leavesTheStorageToTheUser() {
        try (InMemoryStorage own = new InMemoryStorage()) {
            runner.withBean("own", Storage.class, () -> own)
                    .run(context -> assertThat(context).getBean(Storage.class).isSameAs(own));
        }
    }

    @Test
    void hasNoEffectWithoutActors() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Storage.class));
    }

    @Test
    void closesTheStorageBeforeTheDataSource() {
        AtomicReference<JdbcStorage> storage = new AtomicReference<>();
        List<String> answers = new ArrayList<>();
        HikariDataSource source = new HikariDataSource() {
            @Override
            public void close() {
                storage.get()
                        .journal()
                        .range(PersistenceId.of("any", "id"), 0)
                        .exceptionally(closed -> {
                            answers.add(String.valueOf(closed.getMessage()));
                            return StreamRange.emptyAfter(0);
                        })
                        .toCompletableFuture()
                        .join();
                super.close();
            }
        };
        source.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        runner.withBean("own", HikariDataSource.class, () -> source)
                .run(context -> storage.set(context.getBean(JdbcStorage.class)));
        assertThat(answers).singleElement().asString().contains("the storage is closed");
    }

    @Test
    void explainsTablesThatAreNotThere(@TempDir Path directory) {
        assertThat(StartupFailures.report(PersistenceContexts.at("jdbc:h2:file:" + directory.resolve("events"))))
                .contains(
                        "Table nact_",
                        "cannot be read",
                        "Run the script classpath:io/nact/persistence/jdbc/schema-h2.sql",
                        "set nact.persistence.jdbc.initialize-schema=always");
    }

    @Test
    void makesTheTablesOfAFileIfThatIsWanted(@TempDir Path directory) {
        PersistenceContexts.at("jdbc:h2:file:" + directory.resolve("events"))
                .withPropertyValues("nact.persistence.jdbc.initialize-schema=always")
                .run(context ->
                        assertThat(events(context.getBean(DataSource.class))).isZero());
    }

    @Test
    void doesNotStartWithAScriptThatFails(@TempDir Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("tables.sql"), tables() + ";\nCREATE NOTHING;");
        runner.withPropertyValues("nact.persistence.jdbc.schema=" + script.toUri())
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues(
                        "nact.persistence.jdbc.schema=" + script.toUri(),
                        "nact.persistence.jdbc.continue-on-error=true")
                .run(context -> assertThat(context).hasSingleBean(JdbcStorage.class));
    }

    @Test
    void waitsForWhateverElseMakesTheTables() {
        runner.withPropertyValues("nact.persistence.jdbc.initialize-schema=never")
                .withUserConfiguration(Migration.class)
                .run(context -> assertThat(context).hasSingleBean(JdbcStorage.class));
    }

    @Test
    void hasAStorageOfTheUsersWaitToo() {
        runner.withUserConfiguration(OwnStorage.class, Migration.class)
                .withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(JdbcStorage.class));
    }

    @Test
    void usesTheMarkedOneOfSeveralDataSources() {
        runner.withUserConfiguration(SeveralSources.class, MarkedSource.class).run(context -> {
            assertThat(events(context.getBean("marked", DataSource.class))).isZero();
            assertThat(tables(context.getBean("one", DataSource.class))).isZero();
        });
    }

    @Test
    void usesThePrimaryOneOfSeveralDataSources() {
        runner.withUserConfiguration(SeveralSources.class, PrimarySource.class)
                .run(context -> assertThat(events(context.getBean("primary", DataSource.class)))
                        .isZero());
    }

    @Test
    void explainsThatItCannotChooseAmongDataSources() {
        assertThat(StartupFailures.report(runner.withUserConfiguration(SeveralSources.class)))
                .contains("There are several data sources", "@NactDataSource");
    }

    @Test
    void readsAndWritesAsThePropertiesSay(@TempDir Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("shop.sql"), tables().replace("nact_", "shop_"));
        runner.withPropertyValues(
                        "nact.persistence.jdbc.table-prefix=shop_",
                        "nact.persistence.jdbc.max-batch-events=7",
                        "nact.persistence.jdbc.max-batch-bytes=1KB",
                        "nact.persistence.jdbc.write-timeout=3s",
                        "nact.persistence.jdbc.read-threads=2",
                        "nact.persistence.jdbc.h2-checkpoint=true",
                        "nact.persistence.jdbc.command-ttl=2d",
                        "nact.persistence.jdbc.schema=" + script.toUri())
                .run(context -> assertThat(context.getBean(NactJdbcPersistenceProperties.class)
                                .options())
                        .isEqualTo(new JdbcStorageOptions(
                                "shop_", 7, 1024, Duration.ofSeconds(3), 2, true, Duration.ofDays(2))));
    }

    @Test
    void hasTheDefaultsOfTheStorage() {
        assertThat(new NactJdbcPersistenceProperties().options()).isEqualTo(JdbcStorageOptions.defaults());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read-threads=0, readThreads must be positive, not 0",
                "table-prefix=a b, A table prefix has letters, digits, underscores and dots, not 'a b'"
            })
    void refusesOptionsThatCannotBe(String valueAndMessage) {
        String[] parts = valueAndMessage.split(", ", 2);
        runner.withPropertyValues("nact.persistence.jdbc." + parts[0])
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("nact.persistence.jdbc: " + parts[1]));
    }

    @Test
    void tellsANativeImageOfTheScripts() {
        RuntimeHints hints = new RuntimeHints();
        new NactJdbcPersistenceAutoConfiguration.ScriptHints().registerHints(hints, null);
        assertThat(resource().forResource("io/nact/persistence/jdbc/schema-h2.sql"))
                .accepts(hints);
    }

    /** The script that makes them. */
    private static String tables() throws IOException {
        return new ClassPathResource("io/nact/persistence/jdbc/schema-h2.sql").getContentAsString(UTF_8);
    }

    private static long events(DataSource dataSource) {
        return count(dataSource, "select count(*) from nact_event");
    }

    private static long tables(DataSource dataSource) {
        return count(
                dataSource, "select count(*) from information_schema.tables where lower(table_name) like 'nact_%'");
    }

    private static long count(DataSource dataSource, String query) {
        Long count = new JdbcTemplate(dataSource).queryForObject(query, Long.class);
        return count == null ? -1 : count;
    }

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    /** Made when somebody waits for it, and else never. */
    @Configuration(proxyBeanMethods = false)
    static class Migration {

        @Bean
        @Lazy
        DataSourceScriptDatabaseInitializer migration(DataSource dataSource) {
            DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
            settings.setSchemaLocations(
                    List.of("classpath:io/nact/persistence/jdbc/migration/h2/V1__nact_persistence.sql"));
            return new DataSourceScriptDatabaseInitializer(dataSource, settings);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnStorage {

        @Bean
        JdbcStorage own(DataSource dataSource) {
            return JdbcStorage.open(dataSource);
        }

        @Bean
        Persistence persistence(Storage storage, EventTypes types) {
            return Persistence.of(storage, types);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SeveralSources {

        @Bean
        DataSource one() {
            return h2();
        }

        @Bean
        DataSource other() {
            return h2();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedSource {

        @Bean
        @NactDataSource
        DataSource marked() {
            return h2();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimarySource {

        @Bean
        @Primary
        DataSource primary() {
            return h2();
        }
    }
}

package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.journal.Storage;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.spring.autoconfigure.persistence.NactPersistenceProperties.Journal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/** The storage in memory, for who has asked for it, or has nothing else; the latter is told. */
final class ForgetfulStorage {

    private static final Logger log = LoggerFactory.getLogger(ForgetfulStorage.class);

    private ForgetfulStorage() {}

    /** What is wanted, if anything is said of it. */
    static Storage of(@Nullable Journal wanted, Environment environment) {
        if (isWhole(environment)) {
            if (wanted == Journal.JDBC) {
                throw new InvalidConfigurationPropertyValueException(
                        NactPersistenceProperties.JOURNAL,
                        "jdbc",
                        "That takes io.nact:nact-persistence-jdbc, Spring Boot's spring-boot-jdbc and a DataSource bean, of which at least one is missing.");
            }
            if (wanted == null) {
                log.warn(
                        "Persistent actors keep their events in memory: NOTHING SURVIVES the end of this JVM. Add"
                                + " io.nact:nact-persistence-jdbc and a DataSource, or say that it is meant so by {}=memory",
                        NactPersistenceProperties.JOURNAL);
            }
        }
        return new InMemoryStorage();
    }

    /** Whether it is the application, and not a slice of it for a test, which has no database. */
    private static boolean isWhole(Environment environment) {
        return environment.getProperty(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY, Boolean.class, true);
    }
}
